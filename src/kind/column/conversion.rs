//! How values of one type become those of another, by the casts that Postgres has: `pg_cast`, and the conversion through text that every
//! type has.

use crate::name::Ident;
use crate::sql::Sql;
use crate::types::TypeName;

/// What ALTER COLUMN TYPE does with the values that are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conversion {
    /// They are read as values of the other type, and stay as they are stored.
    None,
    /// Postgres converts them by itself.
    Assigned,
    /// Only as this expression says, which may fail.
    Explicit(Sql),
}

/// Types of text, which take whatever another type prints.
const TEXTS: &[&str] = &["text", "varchar", "char", "name"];

/// Numbers, which Postgres converts into each other when they are assigned.
const NUMBERS: &[&str] = &["smallint", "integer", "bigint", "numeric", "real", "double precision"];

impl Conversion {
    /// From one type to another.
    #[must_use]
    pub fn between(column: &Ident, from: &TypeName, to: &TypeName) -> Conversion {
        if from == to || is_read_as(from, to) {
            return Conversion::None;
        }
        if from.without_modifiers() == to.without_modifiers() || is_any(to, TEXTS) || is_assigned(from, to) {
            return Conversion::Assigned;
        }
        // Types of our own may be anything; what one prints another can often read.
        let through_text = !(is_any(from, TEXTS) || from.built_in && to.built_in);
        let through = match (through_text, from.dimensions > 0) {
            (true, false) => "::text",
            (true, true) => "::text[]",
            (false, _) => "",
        };
        Conversion::Explicit(Sql::new(format!("{column}{through}::{to}")))
    }
}

fn is_any(of: &TypeName, names: &[&str]) -> bool {
    names.iter().any(|name| of.is(name))
}

/// Whether a value of the one is stored just as one of the other, and every value is one.
fn is_read_as(from: &TypeName, to: &TypeName) -> bool {
    let number = |at: usize, of: &TypeName| of.modifiers.get(at).and_then(|text| text.parse::<u32>().ok());
    let wider = |at: usize| match (number(at, from), number(at, to)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => from <= to,
    };
    if from.dimensions != to.dimensions || !from.built_in || !to.built_in {
        return false;
    }
    match (from.name.as_str(), to.name.as_str()) {
        ("varchar" | "text", "text") | ("cidr", "inet") => true,
        ("text", "varchar") => to.modifiers.is_empty(),
        ("varchar", "varchar") | ("varbit", "varbit") => wider(0),
        // A number without a scale keeps the digits it has.
        ("numeric", "numeric") => {
            to.modifiers.is_empty() || wider(0) && number(1, from).unwrap_or(0) == number(1, to).unwrap_or(0)
        }
        ("timestamp", "timestamp") | ("timestamptz", "timestamptz") | ("time", "time") | ("timetz", "timetz") => {
            wider(0)
        }
        _ => false,
    }
}

/// Whether Postgres assigns values of the one to the other, beside numbers and texts.
const ASSIGNED: &[(&str, &[&str])] = &[
    ("date", &["timestamp", "timestamptz"]),
    ("timestamp", &["date", "time", "timestamptz"]),
    ("timestamptz", &["date", "time", "timetz", "timestamp"]),
    ("time", &["interval", "timetz"]),
    ("timetz", &["time"]),
    ("interval", &["time"]),
    ("json", &["jsonb"]),
    ("jsonb", &["json"]),
    ("cidr", &["inet"]),
    ("inet", &["cidr"]),
    ("bit", &["varbit"]),
    ("varbit", &["bit"]),
    ("integer", &["money", "oid"]),
    ("bigint", &["money", "oid"]),
    ("numeric", &["money"]),
    ("money", &["numeric"]),
    ("oid", &["integer", "bigint"]),
    ("macaddr", &["macaddr8"]),
    ("macaddr8", &["macaddr"]),
];

fn is_assigned(from: &TypeName, to: &TypeName) -> bool {
    if from.dimensions.min(1) != to.dimensions.min(1) || !from.built_in || !to.built_in {
        return false;
    }
    let (from, to) = (from.name.as_str(), to.name.as_str());
    let among = |names: &[&str]| names.contains(&from) && names.contains(&to);
    among(NUMBERS) || among(TEXTS) || ASSIGNED.iter().any(|(own, others)| *own == from && others.contains(&to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(from: &str, to: &str) -> Conversion {
        let of = |text| TypeName::parse(text).expect("a type");
        Conversion::between(&"c".into(), &of(from), &of(to))
    }

    #[test]
    fn what_is_stored_alike_is_not_written_again() {
        for (from, to) in [
            ("varchar(20)", "varchar(50)"),
            ("varchar(20)", "varchar"),
            ("varchar(20)", "text"),
            ("text", "varchar"),
            ("numeric(10,2)", "numeric(12,2)"),
            ("numeric(10,2)", "numeric"),
            ("timestamptz(3)", "timestamptz"),
            ("varchar(20)[]", "text[]"),
            ("cidr", "inet"),
        ] {
            assert_eq!(between(from, to), Conversion::None, "{from} to {to}");
        }
    }

    #[test]
    fn what_is_assigned_needs_no_words() {
        for (from, to) in [
            ("integer", "bigint"),
            ("varchar(50)", "varchar(20)"),
            ("text", "varchar(20)"),
            ("numeric", "numeric(10,2)"),
            ("numeric(10,2)", "numeric(12,4)"),
            ("date", "timestamptz"),
            ("jsonb", "text"),
            ("app.status", "text"),
            ("integer[]", "bigint[]"),
            ("inet", "cidr"),
        ] {
            assert_eq!(between(from, to), Conversion::Assigned, "{from} to {to}");
        }
    }

    #[test]
    fn other_values_are_cast() {
        let explicit = |sql: &str| Conversion::Explicit(Sql::new(sql));
        assert_eq!(between("text", "integer"), explicit("c::integer"));
        assert_eq!(between("varchar(9)", "app.status"), explicit("c::app.status"));
        assert_eq!(between("integer", "boolean"), explicit("c::boolean"));
        assert_eq!(between("app.status", "app.state"), explicit("c::text::app.state"));
        assert_eq!(between("app.status[]", "app.state[]"), explicit("c::text[]::app.state[]"));
        assert_eq!(between("text", "integer[]"), explicit("c::integer[]"));
    }
}
