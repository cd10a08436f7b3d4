//! Names and literals. The only module that writes a quote.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Names longer than this are cut off by Postgres (NAMEDATALEN - 1), so they are refused here.
pub const MAX_BYTES: usize = 63;

/// Keywords that may not stand unquoted as a name everywhere: those that `pg_get_keywords()` of 14 to 18 does not list as unreserved.
const KEYWORDS: &str = " all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast \
char character check coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role \
current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract \
false fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect \
interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize \
json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not \
notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real references returning \
right row select session_user setof similar smallint some substring symmetric system_user table tablesample then time timestamp to trailing \
treat trim true union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists \
xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable ";

/// A name as it is stored in the catalog. Its `Display` is SQL: quoted where it has to be. Cheap to clone: every object holds the names of
/// those around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(Arc<str>);

impl Ident {
    pub fn new(name: impl AsRef<str>) -> Self {
        Ident(Arc::from(name.as_ref()))
    }

    /// The name itself, unquoted.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.0.bytes();
        let plain = bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b == b'_')
            && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && !KEYWORDS.contains(&format!(" {} ", self.0));
        if plain { f.write_str(&self.0) } else { write!(f, "\"{}\"", self.0.replace('"', "\"\"")) }
    }
}

/// The name of nothing.
impl Default for Ident {
    fn default() -> Self {
        Ident::new("")
    }
}

impl From<&str> for Ident {
    fn from(name: &str) -> Self {
        Ident::new(name)
    }
}

impl Serialize for Ident {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Ident {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Ident::new)
    }
}

/// A name in a schema. Its `Display` is SQL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    pub schema: Ident,
    pub name: Ident,
}

impl Name {
    pub fn new(schema: impl Into<Ident>, name: impl Into<Ident>) -> Self {
        Name { schema: schema.into(), name: name.into() }
    }

    /// Another name in the same schema.
    #[must_use]
    pub fn sibling(&self, name: Ident) -> Name {
        Name { schema: self.schema.clone(), name }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.name)
    }
}

/// Written as SQL, so that a dot in a name survives the way through a file.
impl Serialize for Name {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut parts = split(&text).map_err(serde::de::Error::custom)?;
        match (parts.pop(), parts.pop(), parts.is_empty()) {
            (Some(name), Some(schema), true) => Ok(Name { schema, name }),
            _ => Err(serde::de::Error::custom(format!("`{text}` is not a name in a schema"))),
        }
    }
}

/// Splits a dotted name. A part in double quotes may hold anything; any other part is taken as it stands.
///
/// # Errors
/// Says what is wrong: a quote that is not closed, or an empty part.
pub fn split(text: &str) -> Result<Vec<Ident>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let part;
        if let Some(mut tail) = rest.strip_prefix('"') {
            let mut name = String::new();
            loop {
                let Some(end) = tail.find('"') else { return Err(format!("a double quote in `{text}` is not closed")) };
                name.push_str(&tail[..end]);
                tail = &tail[end + 1..];
                match tail.strip_prefix('"') {
                    Some(more) => {
                        name.push('"');
                        tail = more;
                    }
                    None => break,
                }
            }
            part = name;
            rest = tail;
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            part = rest[..end].trim().to_owned();
            rest = &rest[end..];
        }
        if part.is_empty() {
            return Err(if text.is_empty() {
                "the name is empty".to_owned()
            } else {
                format!("`{text}` has an empty part")
            });
        }
        parts.push(Ident::new(part));
        match rest.strip_prefix('.') {
            Some(more) => rest = more,
            None if rest.is_empty() => return Ok(parts),
            None => return Err(format!("`{rest}` follows a quoted name in `{text}`")),
        }
    }
}

/// A list of names as SQL.
pub fn list<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&item.to_string());
    }
    out
}

/// An operator with its schema as SQL, whose name never stands in quotes.
#[must_use]
pub fn operator(name: &Name) -> String {
    format!("{}.{}", name.schema, name.name.as_str())
}

/// A string literal, right whatever `standard_conforming_strings` is set to.
#[must_use]
pub fn literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}

/// The text of a string literal, if it is written as [`literal`] writes it.
#[must_use]
pub fn unquoted(sql: &str) -> Option<String> {
    let inner = sql.strip_prefix("E'").or_else(|| sql.strip_prefix('\''))?.strip_suffix('\'')?;
    let text = inner.replace("''", "'");
    let text = if sql.starts_with('E') { text.replace("\\\\", "\\") } else { text };
    (literal(&text) == sql).then_some(text)
}

/// A dollar-quoted string with a tag that the text does not hold.
#[must_use]
pub fn dollar_quoted(text: &str) -> String {
    let mut tag = String::from("$$");
    let mut number = 0;
    while text.contains(&tag) || text.ends_with('$') && number == 0 {
        number += 1;
        tag = if number == 1 { "$body$".to_owned() } else { format!("$body{number}$") };
    }
    format!("{tag}{text}{tag}")
}

/// The name Postgres would choose for an index, constraint or sequence: parts joined by `_`, the longer of the first two cut until the
/// whole fits, on a character boundary (`makeObjectName`).
#[must_use]
pub fn generated(first: &str, second: &str, label: &str) -> Ident {
    let overhead = 1 + label.len() + usize::from(!second.is_empty());
    let (mut a, mut b) = (first.len(), second.len());
    while a + b + overhead > MAX_BYTES {
        if a > b { a -= 1 } else { b -= 1 }
    }
    let (a, b) = (clip(first, a), clip(second, b));
    Ident::new(if second.is_empty() { format!("{a}_{label}") } else { format!("{a}_{b}_{label}") })
}

/// At most `bytes` bytes of the text, without cutting a character.
#[must_use]
pub fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_where_needed() {
        for (name, sql) in [
            ("users", "users"),
            ("Users", "\"Users\""),
            ("order", "\"order\""),
            ("a b", "\"a b\""),
            ("a\"b", "\"a\"\"b\""),
            ("é", "\"é\""),
            ("1a", "\"1a\""),
        ] {
            assert_eq!(Ident::new(name).to_string(), sql);
        }
    }

    #[test]
    fn splits_dotted_names() {
        let parts = |text: &str| split(text).map(|p| p.iter().map(|i| i.as_str().to_owned()).collect::<Vec<_>>());
        assert_eq!(parts("a.b"), Ok(vec!["a".into(), "b".into()]));
        assert_eq!(parts(r#"app."a.b""#), Ok(vec!["app".into(), "a.b".into()]));
        assert!(parts("a..b").is_err());
        assert!(parts(r#""a"#).is_err());
    }

    #[test]
    fn literals_cannot_be_left() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal(r"a\'b"), r"E'a\\''b'");
        assert_eq!(dollar_quoted("a $$ b"), "$body$a $$ b$body$");
        assert_eq!(dollar_quoted("a$"), "$body$a$$body$");
    }

    #[test]
    fn generated_names_fit() {
        let long = "a".repeat(70);
        assert_eq!(generated(&long, "id", "idx").as_str().len(), MAX_BYTES);
        assert_eq!(generated("t", "", "pkey").as_str(), "t_pkey");
    }
}
