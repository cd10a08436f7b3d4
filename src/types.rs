//! Type names. Postgres has several spellings for its own types (`int`, `int4`, `integer`); they are one name here, as they are one type there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::{self, Ident, Name};

/// The built-in types: the name shown, then other spellings that Postgres accepts for it.
const BUILT_IN: &[(&str, &[&str])] = &[
    ("smallint", &["int2"]),
    ("integer", &["int", "int4"]),
    ("bigint", &["int8"]),
    ("numeric", &["decimal", "dec"]),
    ("real", &["float4"]),
    ("double precision", &["float8", "float"]),
    ("boolean", &["bool"]),
    ("text", &[]),
    ("varchar", &["character varying", "char varying"]),
    ("char", &["character", "bpchar"]),
    // A single byte; its quotes are what tells it from `char`.
    ("\"char\"", &[]),
    ("name", &[]),
    ("bytea", &[]),
    ("timestamp", &["timestamp without time zone"]),
    ("timestamptz", &["timestamp with time zone"]),
    ("date", &[]),
    ("time", &["time without time zone"]),
    ("timetz", &["time with time zone"]),
    ("interval", &[]),
    ("uuid", &[]),
    ("json", &[]),
    ("jsonb", &[]),
    ("jsonpath", &[]),
    ("xml", &[]),
    ("money", &[]),
    ("bit", &[]),
    ("varbit", &["bit varying"]),
    ("inet", &[]),
    ("cidr", &[]),
    ("macaddr", &[]),
    ("macaddr8", &[]),
    ("point", &[]),
    ("line", &[]),
    ("lseg", &[]),
    ("box", &[]),
    ("path", &[]),
    ("polygon", &[]),
    ("circle", &[]),
    ("tsvector", &[]),
    ("tsquery", &[]),
    ("int4range", &[]),
    ("int8range", &[]),
    ("numrange", &[]),
    ("tsrange", &[]),
    ("tstzrange", &[]),
    ("daterange", &[]),
    ("int4multirange", &[]),
    ("int8multirange", &[]),
    ("nummultirange", &[]),
    ("tsmultirange", &[]),
    ("tstzmultirange", &[]),
    ("datemultirange", &[]),
    ("oid", &[]),
    ("regclass", &[]),
    ("regcollation", &[]),
    ("regconfig", &[]),
    ("regdictionary", &[]),
    ("regnamespace", &[]),
    ("regoper", &[]),
    ("regoperator", &[]),
    ("regproc", &[]),
    ("regprocedure", &[]),
    ("regrole", &[]),
    ("regtype", &[]),
    ("xid", &[]),
    ("xid8", &[]),
    ("cid", &[]),
    ("tid", &[]),
    ("pg_lsn", &[]),
    ("pg_snapshot", &[]),
    ("txid_snapshot", &[]),
    ("aclitem", &[]),
    ("refcursor", &[]),
    ("void", &[]),
    ("trigger", &[]),
    ("event_trigger", &[]),
    ("record", &[]),
    ("any", &["\"any\""]),
    ("anyelement", &[]),
    ("anyarray", &[]),
    ("anynonarray", &[]),
    ("anyenum", &[]),
    ("anyrange", &[]),
    ("anymultirange", &[]),
    ("anycompatible", &[]),
    ("anycompatiblearray", &[]),
    ("anycompatiblenonarray", &[]),
    ("anycompatiblerange", &[]),
    ("anycompatiblemultirange", &[]),
    ("internal", &[]),
    ("cstring", &[]),
    ("language_handler", &[]),
    ("fdw_handler", &[]),
    ("table_am_handler", &[]),
    ("index_am_handler", &[]),
    ("tsm_handler", &[]),
];

/// What other databases and languages call a type, and what it is called here.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("string", "text"),
    ("str", "text"),
    ("varchar2", "varchar"),
    ("nvarchar", "varchar"),
    ("longtext", "text"),
    ("tinytext", "text"),
    ("clob", "text"),
    ("number", "numeric"),
    ("tinyint", "smallint"),
    ("mediumint", "integer"),
    ("int16", "smallint"),
    ("int32", "integer"),
    ("int64", "bigint"),
    ("long", "bigint"),
    ("double", "double precision"),
    ("float32", "real"),
    ("float64", "double precision"),
    ("datetime", "timestamptz"),
    ("guid", "uuid"),
    ("uniqueidentifier", "uuid"),
    ("blob", "bytea"),
    ("binary", "bytea"),
    ("varbinary", "bytea"),
    ("object", "jsonb"),
    ("dict", "jsonb"),
];

/// A type as it is written for a column or an argument. Its `Display` is SQL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// The schema of a type that is not built in; empty while it is still to be found.
    pub schema: Option<Ident>,
    /// The name shown, for built-in types the one of [`BUILT_IN`].
    pub name: Ident,
    /// What stands in parentheses: length, precision and scale, dimensions.
    pub modifiers: Vec<String>,
    /// The fields of an interval: `day to second`.
    pub fields: String,
    /// Dimensions of the array, 0 for none.
    pub dimensions: u8,
    pub built_in: bool,
}

impl TypeName {
    /// Reads a type as SQL writes it.
    ///
    /// # Errors
    /// Says what cannot be a type.
    pub fn parse(text: &str) -> Result<TypeName, String> {
        let mut rest = text.trim().to_owned();
        let mut dimensions = 0;
        while let Some(head) = rest
            .strip_suffix(']')
            .and_then(|head| head.rfind('[').map(|at| (head[..at].to_owned(), head[at + 1..].to_owned())))
        {
            // Postgres ignores a declared array length.
            if !head.1.chars().all(|c| c.is_ascii_digit()) {
                return Err(format!("`[{}]` is not an array mark", head.1));
            }
            dimensions += 1;
            rest = head.0.trim_end().to_owned();
        }
        let lower = rest.to_lowercase();
        if let Some(head) = lower.strip_suffix(" array") {
            rest.truncate(head.len());
            dimensions = 1;
        }
        let mut modifiers = Vec::new();
        let mut tail = String::new();
        if let Some(open) = unquoted(&rest, '(') {
            let close = rest.rfind(')').filter(|close| *close > open).ok_or("a parenthesis is not closed")?;
            modifiers = rest[open + 1..close].split(',').map(|part| part.trim().to_owned()).collect();
            if modifiers.iter().any(String::is_empty) {
                return Err("the parentheses hold nothing".to_owned());
            }
            tail = rest[close + 1..].trim().to_owned();
            rest.truncate(open);
        }
        // `timestamp(3) with time zone` has its precision in the middle.
        let base =
            [rest.trim(), tail.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        let spaced = single_spaced(&base);
        let folded = spaced.to_lowercase();
        let folded = folded.strip_prefix("pg_catalog.").unwrap_or(&folded);
        if folded.is_empty() {
            return Err("the type is empty".to_owned());
        }
        if let Some(fields) = folded.strip_prefix("interval ") {
            return Ok(TypeName {
                schema: None,
                name: "interval".into(),
                modifiers,
                fields: fields.to_owned(),
                dimensions,
                built_in: true,
            });
        }
        let written = if base.contains('"') { spaced.as_str() } else { folded };
        if let Some((shown, _)) = BUILT_IN.iter().find(|(shown, others)| *shown == written || others.contains(&written))
        {
            let wide_float = *shown == "double precision" && folded == "float";
            let name = match modifiers.first().and_then(|p| p.parse::<u32>().ok()) {
                Some(precision) if wide_float => {
                    modifiers.clear();
                    if precision <= 24 { "real" } else { "double precision" }
                }
                _ => shown,
            };
            // A length of one is what `char` and `bit` mean.
            if matches!(name, "char" | "bit") && modifiers.is_empty() && folded != "bpchar" {
                modifiers.push("1".to_owned());
            }
            return Ok(TypeName {
                schema: None,
                name: name.into(),
                modifiers,
                fields: String::new(),
                dimensions,
                built_in: true,
            });
        }
        if unquoted(&spaced, '[').is_some() {
            return Err("a bracket is not closed".to_owned());
        }
        if spaced.contains(' ') && !spaced.contains('"') {
            return Err(format!("`{spaced}` is not a type"));
        }
        let mut parts = name::split(&spaced)?;
        let name = parts.pop().ok_or("the type is empty")?;
        let schema = parts.pop();
        if !parts.is_empty() {
            return Err(format!("`{spaced}` has too many parts"));
        }
        Ok(TypeName { schema, name, modifiers, fields: String::new(), dimensions, built_in: false })
    }

    /// What stands for a type that could not be read: nothing is too much for it.
    #[must_use]
    pub fn unknown() -> TypeName {
        TypeName { built_in: false, ..TypeName::built_in("unknown") }
    }

    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == TypeName::unknown()
    }

    /// A built-in type without modifiers.
    #[must_use]
    pub fn built_in(name: &str) -> TypeName {
        TypeName {
            schema: None,
            name: name.into(),
            modifiers: Vec::new(),
            fields: String::new(),
            dimensions: 0,
            built_in: true,
        }
    }

    /// The name with its schema, for a type that is not built in and was found.
    #[must_use]
    pub fn qualified(&self) -> Option<Name> {
        self.schema.as_ref().map(|schema| Name { schema: schema.clone(), name: self.name.clone() })
    }

    /// Whether this is the built-in type of that name and no array.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.built_in && self.dimensions == 0 && self.name.as_str() == name
    }

    /// The type without its modifiers, as functions are told apart by it.
    #[must_use]
    pub fn without_modifiers(&self) -> TypeName {
        TypeName { modifiers: Vec::new(), fields: String::new(), dimensions: self.dimensions.min(1), ..self.clone() }
    }

    /// All built-in type names, for suggestions.
    pub fn known() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().flat_map(|(shown, others)| std::iter::once(*shown).chain(others.iter().copied()))
    }
}

/// The text with one space for each blank outside double quotes.
fn single_spaced(text: &str) -> String {
    let mut quoted = false;
    let mut out = String::new();
    for c in text.trim().chars() {
        quoted ^= c == '"';
        if quoted || !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The first such character outside double quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        if c == '"' {
            quoted = !quoted;
        }
        (c == wanted && !quoted).then_some(at)
    })
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers =
            if self.modifiers.is_empty() { String::new() } else { format!("({})", self.modifiers.join(",")) };
        match (&self.schema, self.built_in, self.name.as_str()) {
            (_, true, "any") => f.write_str("\"any\"")?,
            // Unquoted `char` without a length would be read as `char(1)`.
            (_, true, "char") if modifiers.is_empty() => f.write_str("bpchar")?,
            (_, true, "interval") if !self.fields.is_empty() => write!(f, "interval {}{modifiers}", self.fields)?,
            (_, true, name) => write!(f, "{name}{modifiers}")?,
            (Some(schema), false, _) => write!(f, "{schema}.{}{modifiers}", self.name)?,
            (None, false, _) => write!(f, "{}{modifiers}", self.name)?,
        }
        for _ in 0..self.dimensions {
            f.write_str("[]")?;
        }
        Ok(())
    }
}

impl Serialize for TypeName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TypeName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TypeName::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_type_are_one_name() {
        for (written, shown) in [
            ("int", "integer"),
            ("INT8", "bigint"),
            ("timestamp(3) with time zone", "timestamptz(3)"),
            ("character varying(20)", "varchar(20)"),
            ("decimal(10, 4)[]", "numeric(10,4)[]"),
            ("float(20)", "real"),
            ("text[][]", "text[][]"),
            ("interval day to second(3)", "interval day to second(3)"),
            ("extensions.vector(1536)", "extensions.vector(1536)"),
            ("\"My Type\"", "\"My Type\""),
            ("app.\"My  Type\"", "app.\"My  Type\""),
            ("char", "char(1)"),
            ("bpchar", "bpchar"),
            ("\"char\"", "\"char\""),
            ("any", "\"any\""),
        ] {
            let parsed = TypeName::parse(written).expect(written);
            assert_eq!(parsed.to_string(), shown);
            assert_eq!(TypeName::parse(shown), Ok(parsed));
        }
        assert!(TypeName::parse("numeric(").is_err());
        assert!(TypeName::parse("").is_err());
    }
}
