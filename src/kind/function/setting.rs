//! Settings that hold while a function runs.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::name::{self, Ident, MAX_BYTES};

/// Settings and their values in the order in which they were made, which Postgres keeps. A list of names is kept as SQL lists names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings(Vec<(String, String)>);

/// Settings whose elements Postgres takes apart, and quotes one by one (`GUC_LIST_QUOTE`).
const LISTS: &[&str] = &[
    "local_preload_libraries",
    "search_path",
    "session_preload_libraries",
    "shared_preload_libraries",
    "temp_tablespaces",
    "unix_socket_directories",
];

impl Settings {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|(own, _)| *own == key).map(|(_, value)| value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Makes a setting, in the place it had or at the end.
    pub fn set(&mut self, key: &str, value: &str) {
        let (key, value) = normal(key, value);
        match self.0.iter_mut().find(|(own, _)| *own == key) {
            Some((_, own)) => *own = value,
            None => self.0.push((key, value)),
        }
    }

    /// The SET clauses of CREATE FUNCTION.
    pub fn clauses(&self) -> impl Iterator<Item = String> {
        self.iter().map(|(key, value)| clause(key, value))
    }
}

/// A setting and its value as they are kept.
#[must_use]
pub fn normal(key: &str, value: &str) -> (String, String) {
    // Postgres spells its own settings in one way, whatever the case they are written in, and another's as they came first.
    let key = if key.contains('.') { key.to_owned() } else { key.to_lowercase() };
    let value = if is_list(&key) { listed(value) } else { value.to_owned() };
    (key, value)
}

/// The SET clause of a setting.
#[must_use]
pub fn clause(key: &str, value: &str) -> String {
    format!("set {} = {}", name(key), if is_list(key) { elements(value) } else { name::literal(value) })
}

/// A setting as SQL names it. The second part of one of one's own may be any word.
#[must_use]
pub fn name(key: &str) -> String {
    let dotted = |parts: Vec<Ident>| parts.iter().map(Ident::to_string).collect::<Vec<_>>().join(".");
    name::split(key).map_or_else(|_| key.to_owned(), dotted)
}

fn is_list(key: &str) -> bool {
    LISTS.contains(&key)
}

/// A list as it is kept: names as SQL writes them, and nothing where the only name is empty.
fn listed(value: &str) -> String {
    let names = split(value);
    if names.iter().all(|name| name.as_str().is_empty()) { String::new() } else { name::list(names) }
}

/// A list as SET takes it, each name one element.
fn elements(value: &str) -> String {
    let names = split(value);
    if names.is_empty() {
        return "''".to_owned();
    }
    // A name that is too long for one is cut off between double quotes, and none the less a path of a library.
    let element = |name: Ident| {
        if name.as_str().is_empty() || name.as_str().len() > MAX_BYTES {
            name::literal(name.as_str())
        } else {
            name.to_string()
        }
    };
    name::list(names.into_iter().map(element))
}

/// The names of a list, of which those in double quotes may hold commas.
fn split(value: &str) -> Vec<Ident> {
    let mut names = Vec::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        let mut name = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let (part, after) = quoted.split_once('"').unwrap_or((quoted, ""));
                name.push_str(part);
                match after.strip_prefix('"') {
                    Some(more) => {
                        name.push('"');
                        quoted = more;
                    }
                    None => break rest = after,
                }
            }
            names.push(Ident::new(name));
            rest = rest.split_once(',').map_or("", |(_, more)| more).trim_start();
        } else {
            let (word, more) = rest.split_once(',').unwrap_or((rest, ""));
            if !word.trim().is_empty() {
                names.push(Ident::new(word.trim()));
            }
            rest = more.trim_start();
        }
    }
    names
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Settings;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map of settings")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
                let mut settings = Settings::default();
                while let Some((key, value)) = map.next_entry::<String, String>()? {
                    settings.set(&key, &value);
                }
                Ok(settings)
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_one_however_they_are_written() {
        let path = |value: &str| {
            let mut settings = Settings::default();
            settings.set("search_path", value);
            (settings.get("search_path").unwrap_or_default().to_owned(), settings.clauses().collect::<String>())
        };
        for (written, kept, clause) in [
            ("", "", "set search_path = ''"),
            ("\"\"", "", "set search_path = ''"),
            ("\"$user\",  public", "\"$user\", public", "set search_path = \"$user\", public"),
            ("$user", "\"$user\"", "set search_path = \"$user\""),
            ("\"a, \"\"b\", c", "\"a, \"\"b\", c", "set search_path = \"a, \"\"b\", c"),
            ("\"\", a", "\"\", a", "set search_path = '', a"),
        ] {
            assert_eq!(path(written), (kept.to_owned(), clause.to_owned()));
            assert_eq!(path(kept).0, kept);
        }
    }
}
