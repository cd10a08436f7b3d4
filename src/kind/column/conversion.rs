//! How values of one type become those of another, by the casts that Postgres has: `pg_cast`, and the conversion through text that every
//! type has.

use super::narrowing::Narrowing;
use crate::name::Ident;
use crate::sql::Sql;
use crate::step::Hazard;
use crate::types::TypeName;

/// What ALTER COLUMN TYPE does with the values that are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversion {
    /// How it is said, where Postgres does not convert them by itself.
    pub using: Option<Sql>,
    /// Whether they are stored in another way afterwards, so that the table is written anew.
    pub rewrites: bool,
    /// Whether there may be some that the other type does not take.
    pub may_fail: bool,
    /// Whether some that differ may be the same afterwards.
    pub loses: bool,
}

/// Types of text, which take whatever another type prints.
pub const TEXTS: &[&str] = &["text", "varchar", "char", "name"];

/// Numbers, which Postgres converts into each other when they are assigned.
pub const NUMBERS: &[&str] = &["smallint", "integer", "bigint", "numeric", "real", "double precision"];

impl Conversion {
    /// From one type to another.
    #[must_use]
    pub fn between(column: &Ident, from: &TypeName, to: &TypeName) -> Conversion {
        if from == to || is_read_as(from, to) {
            return Conversion::default();
        }
        let Narrowing { may_fail, loses } = Narrowing::between(from, to);
        if from.without_modifiers() == to.without_modifiers() || is_text(from, to) || is_assigned(from, to) {
            return Conversion { using: None, rewrites: true, may_fail, loses };
        }
        // Types of our own may be anything; what one prints another can often read.
        let through_text = !(is_any(from, TEXTS) || from.built_in && to.built_in);
        let through = match (through_text, from.dimensions > 0) {
            (true, false) => "::text",
            (true, true) => "::text[]",
            (false, _) => "",
        };
        let using = Sql::new(format!("{column}{through}::{to}"));
        Conversion { using: Some(using), rewrites: true, may_fail: true, loses }
    }

    /// What it does to a table in use.
    #[must_use]
    pub fn hazards(&self) -> Vec<Hazard> {
        let stated = [
            (self.loses, Hazard::DataLoss),
            (self.rewrites, Hazard::TableRewrite),
            // What was different may be kept unique.
            (self.may_fail || self.loses, Hazard::MayFail),
        ];
        stated.into_iter().filter_map(|(holds, hazard)| holds.then_some(hazard)).collect()
    }
}

fn is_any(of: &TypeName, names: &[&str]) -> bool {
    names.iter().any(|name| of.is(name))
}

/// Whether a value of the one becomes what it prints, each of its own in an array.
fn is_text(from: &TypeName, to: &TypeName) -> bool {
    to.built_in && TEXTS.contains(&to.name.as_str()) && (to.dimensions == 0 || from.dimensions > 0)
}

/// Whether a value of the one is stored just as one of the other, and every value is one. Arrays are stored anew whatever they hold.
fn is_read_as(from: &TypeName, to: &TypeName) -> bool {
    let number = |at: usize, of: &TypeName| of.modifiers.get(at).and_then(|text| text.parse::<u32>().ok());
    let wider = |at: usize| match (number(at, from), number(at, to)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => from <= to,
    };
    if from.without_modifiers() == to.without_modifiers()
        && (to.modifiers.is_empty() && to.fields.is_empty()
            || from.modifiers == to.modifiers && from.fields == to.fields)
    {
        return true;
    }
    if from.dimensions.max(to.dimensions) > 0 || !from.built_in || !to.built_in {
        return false;
    }
    match (from.name.as_str(), to.name.as_str()) {
        ("varchar" | "text", "text") | ("cidr", "inet") | ("integer", "oid") | ("oid", "integer") => true,
        ("bit", "varbit") => to.modifiers.is_empty(),
        ("interval", "interval") => {
            to.fields.is_empty() && (wider(0) || !from.fields.is_empty() && !from.fields.ends_with("second"))
        }
        ("text", "varchar") => to.modifiers.is_empty(),
        ("varchar", "varchar") | ("varbit", "varbit") => wider(0),
        // A number without a scale keeps the digits it has.
        ("numeric", "numeric") => wider(0) && number(1, from).unwrap_or(0) == number(1, to).unwrap_or(0),
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
    ("smallint", &["oid"]),
    ("integer", &["money", "oid"]),
    ("bigint", &["money", "oid"]),
    ("numeric", &["money"]),
    ("money", &["numeric"]),
    ("oid", &["integer", "bigint"]),
    ("text", &["\"char\""]),
    ("varchar", &["\"char\""]),
    ("char", &["\"char\""]),
    ("point", &["box"]),
    ("box", &["polygon"]),
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
            ("cidr", "inet"),
        ] {
            assert_eq!(between(from, to), Conversion::default(), "{from} to {to}");
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
            ("varchar(20)[]", "text[]"),
            ("app.status[]", "text[]"),
            ("inet", "cidr"),
        ] {
            let conversion = between(from, to);
            assert!(conversion.using.is_none() && conversion.rewrites, "{from} to {to}");
        }
    }

    #[test]
    fn other_values_are_cast() {
        let using = |from, to| between(from, to).using.map(|sql| sql.to_string()).unwrap_or_default();
        assert_eq!(using("text", "integer"), "c::integer");
        assert_eq!(using("varchar(9)", "app.status"), "c::app.status");
        assert_eq!(using("integer", "boolean"), "c::boolean");
        assert_eq!(using("app.status", "app.state"), "c::text::app.state");
        assert_eq!(using("app.status[]", "app.state[]"), "c::text[]::app.state[]");
        assert_eq!(using("text", "integer[]"), "c::integer[]");
    }
}
