//! What values may lose on the way to another type, or be refused for, as the casts of Postgres treat them.

use super::conversion::{NUMBERS, TEXTS};
use crate::name::Ident;
use crate::types::TypeName;

/// What a type has no room for that another has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Whether there may be values that it does not take.
    pub may_fail: bool,
    /// Whether values that differ may become one.
    pub loses: bool,
}

const SAFE: Narrowing = Narrowing { may_fail: false, loses: false };
const FAILS: Narrowing = Narrowing { may_fail: true, loses: false };
const LOSES: Narrowing = Narrowing { may_fail: false, loses: true };
const BOTH: Narrowing = Narrowing { may_fail: true, loses: true };

/// Casts that drop a part of what they are given, beside numbers and texts.
const DROPS: &[(&str, &[&str])] = &[
    ("timestamp", &["date", "time"]),
    ("timestamptz", &["date", "time", "timetz"]),
    ("timetz", &["time"]),
    ("interval", &["time"]),
    ("inet", &["cidr"]),
    ("integer", &["boolean", "bit"]),
    ("bigint", &["bit"]),
    ("jsonb", &["smallint", "integer", "bigint", "real", "double precision"]),
    ("text", &["\"char\""]),
    ("varchar", &["\"char\""]),
    ("char", &["\"char\""]),
    ("name", &["\"char\""]),
    ("box", &["point", "circle"]),
    ("circle", &["point"]),
    ("lseg", &["point"]),
    ("polygon", &["point", "box", "circle"]),
];

/// Casts that refuse some of what they are given.
const REFUSES: &[(&str, &[&str])] = &[("json", &["jsonb"]), ("bigint", &["money", "oid"]), ("macaddr8", &["macaddr"])];

impl Narrowing {
    #[must_use]
    pub fn between(from: &TypeName, to: &TypeName) -> Narrowing {
        let (old, new) = (from.name.as_str(), to.name.as_str());
        let among = |casts: &[(&str, &[&str])]| casts.iter().any(|(own, others)| *own == old && others.contains(&new));
        if !to.built_in {
            // Of types of our own only the words in parentheses are known.
            return Narrowing { may_fail: !to.modifiers.is_empty(), loses: false };
        }
        if TEXTS.contains(&new) {
            return into_text(from, to);
        }
        if !from.built_in || TEXTS.contains(&old) && new != "\"char\"" {
            return Narrowing { may_fail: true, loses: leaves_out(to) };
        }
        if NUMBERS.contains(&old) && NUMBERS.contains(&new) {
            return numbers(from, to);
        }
        if matches!(old, "bit" | "varbit") && matches!(new, "bit" | "varbit") {
            let same = length(from) == length(to) && !(old == "varbit" && new == "bit");
            let fits =
                new == "varbit" && (length(to).is_none() || length(from).is_some() && length(from) <= length(to));
            return if same || fits { SAFE } else { FAILS };
        }
        match (old, new) {
            ("numeric", "money") => Digits::of(from).map_or(BOTH, |of| of.into(Digits { before: 16, after: 2 })),
            ("money", "numeric") => Digits::of(to).map_or(SAFE, |of| Digits { before: 17, after: 2 }.into(of)),
            ("jsonb", "numeric") if !to.modifiers.is_empty() => BOTH,
            _ if among(REFUSES) => FAILS,
            _ if among(DROPS) || is_less_precise(from, to) => LOSES,
            _ => SAFE,
        }
    }
}

/// How many digits a number has before the point and after it.
#[derive(Debug, Clone, Copy)]
struct Digits {
    before: i64,
    after: i64,
}

impl Digits {
    /// Of whole numbers and of those with a declared precision.
    fn of(number: &TypeName) -> Option<Digits> {
        let modifier = |at: usize| number.modifiers.get(at).and_then(|text| text.parse::<i64>().ok());
        let whole = |before| Some(Digits { before, after: 0 });
        match number.name.as_str() {
            "smallint" => whole(5),
            "integer" => whole(10),
            "bigint" => whole(19),
            "numeric" => {
                let after = modifier(1).unwrap_or(0);
                modifier(0).map(|precision| Digits { before: precision - after, after })
            }
            _ => None,
        }
    }

    /// What becomes of them where there is room for others.
    fn into(self, room: Digits) -> Narrowing {
        // Rounding may need another digit before the point.
        let (loses, carries) = (self.after > room.after, i64::from(self.after > room.after));
        Narrowing { may_fail: self.before + carries > room.before, loses }
    }
}

fn numbers(from: &TypeName, to: &TypeName) -> Narrowing {
    let (old, new) = (from.name.as_str(), to.name.as_str());
    let floats = ["real", "double precision"];
    if floats.contains(&old) {
        return match new {
            "double precision" => SAFE,
            // So many digits as a float surely has.
            "numeric" if to.modifiers.is_empty() => LOSES,
            _ => BOTH,
        };
    }
    let digits = Digits::of(from);
    if floats.contains(&new) {
        // Digits that every float of the kind keeps (FLT_DIG, DBL_DIG), and how large it may be.
        let (kept, largest) = if new == "real" { (6, 38) } else { (15, 308) };
        return match digits {
            Some(Digits { before, after }) if before.max(0) + after.max(0) <= kept => SAFE,
            // All whole numbers of this size are exact.
            Some(Digits { before: ..=10, after: 0 }) if new == "double precision" => SAFE,
            Some(Digits { before, .. }) if before <= largest => LOSES,
            _ => BOTH,
        };
    }
    // A whole number has room for all numbers with one digit less than its largest.
    let room = Digits::of(to).map(|Digits { before, after }| match new {
        "numeric" => Digits { before, after },
        _ => Digits { before: before - 1, after },
    });
    match (digits, room) {
        (_, None) => SAFE,
        (None, Some(_)) => BOTH,
        (Some(_), Some(_)) if widens(old, new) => SAFE,
        (Some(digits), Some(room)) => digits.into(room),
    }
}

/// Whether both are whole numbers, and the second are larger.
fn widens(old: &str, new: &str) -> bool {
    let rank = |name: &str| ["smallint", "integer", "bigint"].iter().position(|known| *known == name);
    matches!((rank(old), rank(new)), (Some(old), Some(new)) if old <= new)
}

fn into_text(from: &TypeName, to: &TypeName) -> Narrowing {
    let (old, new) = (from.name.as_str(), to.name.as_str());
    let longest = printed(from).filter(|_| from.dimensions.min(1) == to.dimensions.min(1));
    let within = |room: u32| longest.is_some_and(|longest| longest <= room);
    if new == "name" {
        // What is longer is cut, and a character may take four bytes.
        let bytes = if TEXTS.contains(&old) && old != "name" { 4 } else { 1 };
        return if within(63 / bytes) { SAFE } else { LOSES };
    }
    // Blanks at the end count in the one, and not in the other.
    let loses = new == "char" && ["text", "varchar"].contains(&old) && from.dimensions.min(1) == to.dimensions.min(1);
    Narrowing { may_fail: !length(to).is_none_or(within), loses }
}

/// Whether a type leaves out what it does not keep of a text: other parts of a point in time, digits that were declared away.
fn leaves_out(to: &TypeName) -> bool {
    match to.name.as_str() {
        "date" | "time" | "timetz" | "money" => true,
        "numeric" | "timestamp" | "timestamptz" | "interval" => !to.modifiers.is_empty() || !to.fields.is_empty(),
        _ => false,
    }
}

/// The most characters that a value of a type prints as; none where there is no such number, or none that matters.
fn printed(of: &TypeName) -> Option<u32> {
    match of.name.as_str() {
        "varchar" | "char" | "bit" | "varbit" => length(of),
        "name" => Some(63),
        "boolean" => Some(5),
        "\"char\"" => Some(4),
        "smallint" => Some(6),
        "integer" => Some(11),
        "bigint" => Some(20),
        "oid" => Some(10),
        "real" => Some(15),
        "double precision" => Some(24),
        // A sign, a point, and the zero before it.
        "numeric" => length(of).map(|precision| precision + 3),
        "money" => Some(40),
        "date" => Some(13),
        "time" => Some(length(of).map_or(15, |seconds| if seconds == 0 { 8 } else { 9 + seconds })),
        "timetz" => Some(24),
        "timestamp" => Some(29),
        "timestamptz" => Some(38),
        "uuid" => Some(36),
        "macaddr" => Some(17),
        "macaddr8" => Some(23),
        "inet" | "cidr" => Some(43),
        _ => None,
    }
}

/// Whether a point in time, or a time, has fewer digits of seconds or fewer fields.
fn is_less_precise(from: &TypeName, to: &TypeName) -> bool {
    const TIMES: &[&str] = &["timestamp", "timestamptz", "time", "timetz", "interval"];
    let seconds = |of: &TypeName| length(of).unwrap_or(6);
    let times = TIMES.contains(&from.name.as_str()) && TIMES.contains(&to.name.as_str());
    let has_seconds = from.fields.is_empty() || from.fields.ends_with("second");
    times && (has_seconds && seconds(from) > seconds(to) || !to.fields.is_empty() && from.fields != to.fields)
}

/// The one number in parentheses.
fn length(of: &TypeName) -> Option<u32> {
    of.modifiers.first().and_then(|text| text.parse().ok())
}

/// Whether a value has another length than a type demands, as a condition; none where it demands none.
#[must_use]
pub fn wrong_length(column: &Ident, to: &TypeName) -> Option<String> {
    let length = length(to).filter(|_| to.built_in && to.dimensions == 0)?;
    match to.name.as_str() {
        // Blanks at the end are no reason to refuse it.
        "varchar" | "char" => Some(format!("length(rtrim({column}::text, ' ')) > {length}")),
        "varbit" => Some(format!("length({column}) > {length}")),
        "bit" => Some(format!("length({column}) <> {length}")),
        _ => None,
    }
}
