//! Whether a row could belong to two bounds, as far as they tell without a server, which alone knows the order of all types.

use std::cmp::Ordering;

use super::Bound;
use crate::name;
use crate::types::TypeName;

/// Whether a row may belong to both bounds of a key with columns of these types, or Postgres may not let them stand side by side. Values that
/// cannot be compared here may be the same, and every row may belong to a default partition.
#[must_use]
pub fn may_overlap(one: &Bound, other: &Bound, types: &[Option<&TypeName>]) -> bool {
    match (one, other) {
        (Bound::Range { from, to }, Bound::Range { from: other_from, to: other_to }) => {
            !ends_before(to, other_from, types) && !ends_before(other_to, from, types)
        }
        (Bound::List { values }, Bound::List { values: others }) => {
            let data_type = types.first().copied().flatten();
            values.iter().any(|value| others.iter().any(|other| may_be_equal(value, other, data_type)))
        }
        (Bound::Hash { modulus, remainder }, Bound::Hash { modulus: other_modulus, remainder: other_remainder }) => {
            let (small, large) = (*modulus.min(other_modulus), *modulus.max(other_modulus));
            // Moduli that are no factors of each other cannot stand side by side at all.
            small <= 0 || large % small != 0 || remainder % small == other_remainder % small
        }
        (Bound::Range { .. } | Bound::List { .. } | Bound::Hash { .. } | Bound::Default, _) => true,
    }
}

/// Whether a range that goes up to the one value ends before one that begins with the other.
fn ends_before(to: &[String], from: &[String], types: &[Option<&TypeName>]) -> bool {
    for (at, (to, from)) in to.iter().zip(from).enumerate() {
        let order = match (to.as_str(), from.as_str()) {
            ("maxvalue", _) | (_, "minvalue") => return false,
            (_, "maxvalue") | ("minvalue", _) => return true,
            (to, from) => types.get(at).copied().flatten().and_then(|data_type| order(to, from, data_type)),
        };
        match order {
            Some(Ordering::Less) => return true,
            Some(Ordering::Equal) => {}
            Some(Ordering::Greater) | None => return false,
        }
    }
    // The upper end is not part of a range.
    true
}

/// The order of two values of a type that has the same one everywhere.
fn order(one: &str, other: &str, data_type: &TypeName) -> Option<Ordering> {
    if !data_type.built_in || data_type.dimensions > 0 {
        return None;
    }
    match data_type.name.as_str() {
        "smallint" | "integer" | "bigint" => Some(number(one)?.cmp(&number(other)?)),
        "date" => Some(moment(one).filter(|one| one.len() == DATE)?.cmp(&moment(other).filter(|it| it.len() == DATE)?)),
        "timestamp" | "timestamptz" => {
            let full = |text| moment(text).map(|own| if own.len() == DATE { own + " 00:00:00" } else { own });
            Some(full(one)?.cmp(&full(other)?))
        }
        "uuid" => Some(uuid(one)?.cmp(&uuid(other)?)),
        _ => None,
    }
}

fn may_be_equal(one: &str, other: &str, data_type: Option<&TypeName>) -> bool {
    if one == "null" || other == "null" {
        return one == other;
    }
    let Some(data_type) = data_type else { return true };
    // Text is the same letter by letter, unless a collation of its own says otherwise.
    if data_type.built_in && data_type.dimensions == 0 && ["text", "varchar"].contains(&data_type.name.as_str()) {
        return match (name::unquoted(one), name::unquoted(other)) {
            (Some(one), Some(other)) => one == other,
            (Some(_) | None, _) => true,
        };
    }
    order(one, other, data_type).is_none_or(Ordering::is_eq)
}

fn number(value: &str) -> Option<i64> {
    name::unquoted(value).unwrap_or_else(|| value.to_owned()).parse().ok()
}

/// How long a date is: `2026-01-31`.
const DATE: usize = 10;

/// A date, or a date and a time to the second, in the form whose letters are in the order of what they say.
fn moment(value: &str) -> Option<String> {
    let text = name::unquoted(value)?;
    let is_like = |pattern: &str| {
        text.len() == pattern.len()
            && text
                .bytes()
                .zip(pattern.bytes())
                .all(|(own, like)| if like == b'0' { own.is_ascii_digit() } else { own == like })
    };
    (is_like("0000-00-00") || is_like("0000-00-00 00:00:00")).then_some(text)
}

fn uuid(value: &str) -> Option<String> {
    let text = name::unquoted(value)?.to_lowercase();
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let is_plain = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    (is_plain && groups == [8, 4, 4, 4, 12]).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    fn ranges(one: [&[&str]; 2], other: [&[&str]; 2], types: &[&str]) -> bool {
        let types: Vec<TypeName> = types.iter().map(|name| TypeName::built_in(name)).collect();
        let range = |[from, to]: [&[&str]; 2]| Bound::Range { from: texts(from), to: texts(to) };
        may_overlap(&range(one), &range(other), &types.iter().map(Some).collect::<Vec<_>>())
    }

    fn lists(one: &[&str], other: &[&str], data_type: &str) -> bool {
        let list = |values| Bound::List { values: texts(values) };
        may_overlap(&list(one), &list(other), &[Some(&TypeName::built_in(data_type))])
    }

    #[test]
    fn ranges_are_apart_where_one_ends_before_the_other() {
        assert!(!ranges([&["1"], &["10"]], [&["10"], &["'20'"]], &["integer"]));
        assert!(!ranges([&["10"], &["maxvalue"]], [&["minvalue"], &["9"]], &["integer"]));
        assert!(ranges([&["1"], &["10"]], [&["9"], &["20"]], &["integer"]));
        assert!(!ranges([&["'2026-01-01'"], &["'2026-02-01'"]], [&["'2026-02-01'"], &["'2026-03-01'"]], &["date"]));
        let (month, day) =
            ([&["'2026-02-01'"][..], &["'2026-03-01'"]], [&["'2026-03-01 00:00:00'"][..], &["'2026-03-02'"]]);
        assert!(!ranges(month, day, &["timestamptz"]));
        assert!(!ranges(
            [&["1", "'2026-01-01'"], &["1", "'2026-02-01'"]],
            [&["2", "minvalue"], &["3", "minvalue"]],
            &["integer", "date"]
        ));
        assert!(!ranges([&["1", "5"], &["1", "9"]], [&["1", "9"], &["1", "maxvalue"]], &["integer", "integer"]));
        assert!(ranges([&["1", "5"], &["1", "9"]], [&["1", "8"], &["2", "minvalue"]], &["integer", "integer"]));
    }

    #[test]
    fn what_only_a_server_compares_may_overlap() {
        assert!(ranges([&["'a'"], &["'b'"]], [&["'c'"], &["'d'"]], &["text"]));
        assert!(ranges([&["1.5"], &["2.5"]], [&["3.5"], &["4.5"]], &["numeric"]));
        let (utc, local) = (
            [&["'2026-02-01 00:00:00+00'"][..], &["'2026-03-01 00:00:00+00'"]],
            [&["'2026-03-01'"][..], &["'2026-04-01'"]],
        );
        assert!(ranges(utc, local, &["timestamptz"]));
        assert!(lists(&["'A'"], &["'b'"], "citext"));
    }

    #[test]
    fn lists_are_apart_where_no_value_is_in_both() {
        assert!(!lists(&["'a'", "'b'"], &["'c'", "null"], "text"));
        assert!(lists(&["'a'", "null"], &["null"], "text"));
        assert!(!lists(&["1", "2"], &["'3'"], "integer"));
        assert!(lists(&["1", "2"], &["'02'"], "integer"));
    }

    #[test]
    fn hashes_are_apart_by_their_remainders() {
        let hash = |modulus, remainder| Bound::Hash { modulus, remainder };
        assert!(!may_overlap(&hash(4, 1), &hash(4, 2), &[None]));
        assert!(!may_overlap(&hash(2, 0), &hash(4, 3), &[None]));
        assert!(may_overlap(&hash(2, 1), &hash(4, 3), &[None]));
        assert!(may_overlap(&hash(4, 1), &hash(6, 2), &[None]));
        assert!(may_overlap(&hash(4, 1), &Bound::Default, &[None]));
    }
}
