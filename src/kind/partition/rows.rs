//! Which rows a partition holds, as a condition on them.

use super::Bound;
use crate::kind::index::Element;
use crate::kind::table::PartitionBy;
use crate::name;

/// The condition that Postgres derives from a bound (`get_qual_from_partbound`), in its form: only so does it find that rows which meet the
/// one meet the other. None where it is no condition on the key alone.
#[must_use]
pub fn condition(bound: &Bound, by: &PartitionBy) -> Option<String> {
    let keys: Vec<String> = by.key.iter().map(key).collect::<Option<_>>()?;
    match bound {
        Bound::Range { from, to } => range(&keys, from, to),
        Bound::List { values } => list(keys.first()?, values),
        Bound::Hash { .. } | Bound::Default => None,
    }
}

/// An element of the key. One that is compared in a way of its own would have to be written so.
fn key(element: &Element) -> Option<String> {
    let Element { column, expression, collation, opclass, descending: _, nulls_first: _ } = element;
    if collation.is_some() || opclass.is_some() {
        return None;
    }
    column.as_ref().map(ToString::to_string).or_else(|| expression.as_ref().map(|sql| format!("({sql})")))
}

/// A value that is the same whenever it is looked at.
fn is_constant(value: &str) -> bool {
    name::unquoted(value).is_some() || value.parse::<f64>().is_ok() || ["true", "false"].contains(&value)
}

fn list(key: &str, values: &[String]) -> Option<String> {
    let (nulls, values): (Vec<_>, Vec<_>) = values.iter().cloned().partition(|value| value == "null");
    if !values.iter().all(|value| is_constant(value)) {
        return None;
    }
    let among = match values.as_slice() {
        [] => None,
        [value] => Some(format!("{key} = {value}")),
        values => Some(format!("{key} in ({})", values.join(", "))),
    };
    Some(match (nulls.is_empty(), among) {
        (true, among) => format!("{key} is not null and {}", among?),
        (false, None) => format!("{key} is null"),
        (false, Some(among)) => format!("{key} is null or {among}"),
    })
}

fn range(keys: &[String], from: &[String], to: &[String]) -> Option<String> {
    if from.len() != keys.len() || to.len() != keys.len() {
        return None;
    }
    let mut parts: Vec<String> = keys.iter().map(|key| format!("{key} is not null")).collect();
    let same = from.iter().zip(to).take_while(|(from, to)| from == to && is_constant(from)).count();
    parts.extend(keys.iter().zip(from).take(same).map(|(key, value)| format!("{key} = {value}")));
    let (keys, from, to) = (&keys[same..], &from[same..], &to[same..]);
    let lower = End { strict: ">", loose: ">=", last: ">=", open: "minvalue" };
    let upper = End { strict: "<", loose: "<=", last: "<", open: "maxvalue" };
    parts.extend(lower.reached(keys, from)?);
    parts.extend(upper.reached(keys, to)?);
    Some(parts.join(" and "))
}

/// How the key is compared with one end of a range.
struct End {
    strict: &'static str,
    loose: &'static str,
    last: &'static str,
    /// The value from which on nothing is compared.
    open: &'static str,
}

impl End {
    /// That a row lies on the right side of the end; an empty list where it always does.
    fn reached(&self, keys: &[String], values: &[String]) -> Option<Vec<String>> {
        let mut arms = Vec::new();
        for (at, (key, value)) in keys.iter().zip(values).enumerate() {
            if value == self.open {
                break;
            }
            if !is_constant(value) {
                return None;
            }
            let operator = match values.get(at + 1) {
                None => self.last,
                Some(next) if next == self.open => self.loose,
                Some(_) => self.strict,
            };
            let equal = keys.iter().zip(values).take(at).map(|(key, value)| format!("{key} = {value}"));
            arms.push(equal.chain([format!("{key} {operator} {value}")]).collect::<Vec<_>>().join(" and "));
        }
        Some(match arms.as_slice() {
            [] | [_] => arms,
            arms => vec![format!("({})", arms.iter().map(|arm| format!("({arm})")).collect::<Vec<_>>().join(" or "))],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::table::Strategy;

    fn by(strategy: Strategy, columns: &[&str]) -> PartitionBy {
        PartitionBy { strategy, key: columns.iter().map(|name| Element::of_column(&(*name).into())).collect() }
    }

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    fn between(from: &[&str], to: &[&str]) -> Option<String> {
        let bound = Bound::Range { from: texts(from), to: texts(to) };
        condition(&bound, &by(Strategy::Range, &["a", "b"][..from.len()]))
    }

    #[test]
    fn bounds_become_conditions() {
        assert_eq!(between(&["1"], &["'9'"]).as_deref(), Some("a is not null and a >= 1 and a < '9'"));
        assert_eq!(between(&["minvalue"], &["9"]).as_deref(), Some("a is not null and a < 9"));
        assert_eq!(between(&["current_date"], &["'9'"]), None);
        let both = "a is not null and b is not null and ";
        let wide = "((a > 1) or (a = 1 and b >= 2)) and ((a < 3) or (a = 3 and b < 4))";
        assert_eq!(between(&["1", "2"], &["3", "4"]), Some(format!("{both}{wide}")));
        assert_eq!(between(&["1", "2"], &["1", "4"]), Some(format!("{both}a = 1 and b >= 2 and b < 4")));
        let open = Some(format!("{both}a >= 1 and a <= 3"));
        assert_eq!(between(&["1", "minvalue"], &["3", "maxvalue"]), open);
        let one_of = |values| condition(&Bound::List { values: texts(values) }, &by(Strategy::List, &["a"]));
        assert_eq!(one_of(&["'x'"]).as_deref(), Some("a is not null and a = 'x'"));
        assert_eq!(one_of(&["1", "2", "null"]).as_deref(), Some("a is null or a in (1, 2)"));
        assert_eq!(one_of(&["null"]).as_deref(), Some("a is null"));
    }
}
