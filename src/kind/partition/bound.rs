//! Which rows a partition holds.

use serde::{Deserialize, Serialize};

use crate::document::Written;
use crate::kind::default;
use crate::kind::scope::Scope;
use crate::kind::table::Strategy;
use crate::name;
use crate::sql;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Range { from: Vec<String>, to: Vec<String> },
    List { values: Vec<String> },
    Hash { modulus: i64, remainder: i64 },
    Default,
}

/// Reads a bound, with the strategy that it goes with if it goes with one only.
pub fn read(map: &Map, scope: &Scope) -> Option<(Bound, Option<Strategy>)> {
    let values = |key: &'static str| -> Vec<String> {
        map.items(key).iter().filter_map(|item| read_value(item, scope)).collect()
    };
    let (from, to, list) = (values("from"), values("to"), values("in"));
    match (map.flag("default"), map.integer("modulus"), map.integer("remainder")) {
        (true, _, _) => Some((Bound::Default, None)),
        (false, Some(modulus), Some(remainder)) => Some((Bound::Hash { modulus, remainder }, Some(Strategy::Hash))),
        _ if !list.is_empty() => Some((Bound::List { values: list }, Some(Strategy::List))),
        _ if !from.is_empty() && !to.is_empty() => Some((Bound::Range { from, to }, Some(Strategy::Range))),
        _ => None,
    }
}

fn read_value(node: &Node, scope: &Scope) -> Option<String> {
    if let Value::Scalar(scalar) = &node.value {
        if matches!(scalar.text.to_lowercase().as_str(), "minvalue" | "maxvalue") {
            return Some(scalar.text.to_lowercase());
        }
        return Some(if scalar.is_number() || scalar.is_null() || scalar.as_bool().is_some() {
            if scalar.is_null() { "null".to_owned() } else { scalar.text.clone() }
        } else {
            name::literal(&scalar.text)
        });
    }
    default::read(node, None, scope).map(|sql| sql.to_string())
}

impl Bound {
    /// The bound as it follows PARTITION OF.
    #[must_use]
    pub fn sql(&self) -> String {
        match self {
            Bound::Range { from, to } => format!("for values from ({}) to ({})", from.join(", "), to.join(", ")),
            Bound::List { values } => format!("for values in ({})", values.join(", ")),
            Bound::Hash { modulus, remainder } => format!("for values with (modulus {modulus}, remainder {remainder})"),
            Bound::Default => "default".to_owned(),
        }
    }

    /// A bound as the server prints it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Bound> {
        let values = |list: &str| {
            let value = |item: &str| match item {
                "MINVALUE" | "MAXVALUE" | "NULL" => item.to_lowercase(),
                _ => item.to_owned(),
            };
            sql::items(list).into_iter().map(value).collect::<Vec<_>>()
        };
        let Some(rest) = text.strip_prefix("FOR VALUES") else { return (text == "DEFAULT").then_some(Bound::Default) };
        if let Some((list, _)) = sql::parenthesized(rest, "IN") {
            return Some(Bound::List { values: values(list) });
        }
        if let Some((list, _)) = sql::parenthesized(rest, "WITH") {
            let mut numbers = list.split(',').map(|part| part.trim().split_once(' ')?.1.parse().ok());
            return Some(Bound::Hash { modulus: numbers.next()??, remainder: numbers.next()?? });
        }
        let (from, rest) = sql::parenthesized(rest, "FROM")?;
        let (to, _) = sql::parenthesized(rest, "TO")?;
        Some(Bound::Range { from: values(from), to: values(to) })
    }

    pub fn write(&self, map: &mut emit::Map, out: &Written) {
        let list = |values: &[String]| values.iter().map(|sql| written(sql, out)).collect::<emit::Value>();
        match self {
            Bound::Range { from, to } => {
                map.set("from", list(from));
                map.set("to", list(to));
            }
            Bound::List { values } => map.set("in", list(values)),
            Bound::Hash { modulus, remainder } => {
                map.set("modulus", *modulus);
                map.set("remainder", *remainder);
            }
            Bound::Default => map.set("default", true),
        }
    }
}

fn written(sql: &String, out: &Written) -> emit::Value {
    let text = name::unquoted(sql);
    let short = [emit::Value::Null, emit::Value::word(sql)].into_iter().chain(text.map(emit::Value::from));
    out.first_read_as(sql, short, read_value).unwrap_or_else(|| emit::Map::of("sql", sql.as_str()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_as_they_are_printed() {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let range = Bound::Range { from: texts(&["'a), ('", "minvalue"]), to: texts(&["'b'", "maxvalue"]) };
        assert_eq!(Bound::parse("FOR VALUES FROM ('a), (', MINVALUE) TO ('b', MAXVALUE)"), Some(range));
        assert_eq!(Bound::parse("FOR VALUES IN (1, NULL)"), Some(Bound::List { values: texts(&["1", "null"]) }));
        let hash = Bound::Hash { modulus: 4, remainder: 3 };
        assert_eq!(Bound::parse("FOR VALUES WITH (modulus 4, remainder 3)"), Some(hash));
        assert_eq!(Bound::parse("DEFAULT"), Some(Bound::Default));
        assert_eq!(Bound::parse("FOR ALL"), None);
    }
}
