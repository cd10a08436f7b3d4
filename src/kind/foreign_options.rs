//! The options of foreign data: what OPTIONS (host 'far', …) says of a wrapper, a server, a user mapping, a foreign table or its column.
//!
//! Some options are secrets, the password of a user mapping first of all. A repository is no place for a secret, so none is ever part of
//! the model: the YAML may not hold one, a database that has one keeps its value, of which only the name is noted, and as ALTER … OPTIONS
//! names the options that it changes, one that was set in the database stays as it is. Whoever runs a database sets its secrets there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Id;
use super::scope::Scope;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::introspect::Found;
use crate::name::{self, Ident};
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, emit};

/// Options by name, none of which is a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Options(BTreeMap<Ident, String>);

/// How the names of secrets end, as a regular expression: `password` of the mappings of most wrappers, `sslpassword` of postgres_fdw's,
/// `aws_secret_access_key` and the like of wrappers for services. What ends otherwise is none: `password_required` is a flag, `api_key_id`
/// names a key in a vault, `sslkey` a file.
macro_rules! secrets {
    () => {
        "password|passwd|passphrase|passcode|pwd|secret|token|credential|credentials|private_key|secret_key|access_key|account_key|api_key|apikey|sa_key"
    };
}
pub(in crate::kind) use secrets;

/// The options in a list of the catalog, to be read as [`Listed`]. What is a secret by its name never leaves the server.
macro_rules! listed {
    ($list:literal) => {
        concat!(
            "(select json_object_agg(o.option_name, case when o.option_name !~* '(",
            $crate::kind::foreign_options::secrets!(),
            ")$' then o.option_value end) from pg_options_to_table(",
            $list,
            ") o)"
        )
    };
}
pub(in crate::kind) use listed;

/// Options as `listed!` reads them; the value of a secret is null.
pub type Listed = Option<BTreeMap<Ident, Option<String>>>;

fn ends_like_a_secret(name: &str) -> bool {
    secrets!().split('|').any(|word| name.ends_with(word))
}

/// Whether an option is a secret: by its name, or because its value holds a password of its own.
fn is_secret(name: &Ident, value: &str) -> bool {
    ends_like_a_secret(&name.as_str().to_lowercase()) || holds_password(value)
}

/// Whether a text is an address with a password, `postgres://me:secret@far`, or says one, `user=me password=secret`.
fn holds_password(value: &str) -> bool {
    let value = value.to_lowercase();
    let after_name = |at: usize| ends_like_a_secret(value[..at].trim_end());
    if value.match_indices('=').any(|(at, _)| after_name(at)) {
        return true;
    }
    let Some((_, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    user.split_once(':').is_some_and(|(_, password)| !password.is_empty())
}

impl Options {
    /// Reads `options` of what ALTER calls `address`.
    pub fn read(map: &Map, address: &str, scope: &Scope) -> Options {
        let read = |entry: &Entry| {
            let name = scope.key(&entry.key, entry.key_span);
            let value = scope.reader.text(&entry.value)?;
            if is_secret(&name, value) {
                scope.reader.cover(&entry.value);
                scope.reader.report(
                    Diagnostic::error(
                        code::BAD_VALUE,
                        entry.key_span,
                        format!("the option `{}` is a secret, and a repository is no place for one", entry.key),
                    )
                    .note("secrets stay in each database, where they are neither read nor compared nor changed")
                    .help(format!(
                        "remove it here, and run `alter {address} options (add {name} '…')` in each database"
                    )),
                );
                return None;
            }
            Some((name, value.to_owned()))
        };
        Options(map.entries("options").iter().filter_map(read).collect())
    }

    /// What was listed, and the names of what is a secret.
    #[must_use]
    pub fn found(listed: Listed) -> (Options, Vec<Ident>) {
        let (mut options, mut secrets) = (Options::default(), Vec::new());
        for (name, value) in listed.unwrap_or_default() {
            match value {
                Some(value) if !is_secret(&name, &value) => drop(options.0.insert(name, value)),
                Some(_) | None => secrets.push(name),
            }
        }
        (options, secrets)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The list as SQL.
    #[must_use]
    pub fn list(&self) -> String {
        name::list(self.0.iter().map(|(name, value)| format!("{name} {}", name::literal(value))))
    }

    /// The clause of a CREATE, after a space.
    #[must_use]
    pub fn clause(&self) -> String {
        if self.is_empty() { String::new() } else { format!(" options ({})", self.list()) }
    }

    /// The clause of an ALTER that makes them the others, if they differ.
    #[must_use]
    pub fn change(&self, to: &Options) -> Option<String> {
        let gone = self.0.keys().filter(|name| !to.0.contains_key(*name)).map(|name| format!("drop {name}"));
        let new = to.0.iter().filter(|(name, value)| self.0.get(*name) != Some(value)).map(|(name, value)| {
            let word = if self.0.contains_key(name) { "set" } else { "add" };
            format!("{word} {name} {}", name::literal(value))
        });
        let changes: Vec<String> = gone.chain(new).collect();
        (!changes.is_empty()).then(|| format!("options ({})", changes.join(", ")))
    }

    /// The map under `options`, if there is anything to say.
    #[must_use]
    pub fn written(&self) -> Option<emit::Map> {
        let mut map = emit::Map::default();
        self.0.iter().for_each(|(name, value)| map.set(name.as_str(), emit::Value::word(value)));
        (!self.is_empty()).then_some(map)
    }
}

/// Notes the secrets of an object, so that nobody takes it for whole.
pub fn note(secrets: &[Ident], id: &Id, found: &mut Found) {
    if !secrets.is_empty() {
        found.partly(id, "secret options", &format!("set in the database, and not read: {}", name::list(secrets)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_name_and_by_value() {
        let secret = |name: &str, value: &str| is_secret(&name.into(), value);
        for name in ["password", "SSLPassword", "client_secret", "aws_secret_access_key", "api_key", "auth_token"] {
            assert!(secret(name, "x"), "{name}");
        }
        for name in ["password_required", "passfile", "sslkey", "api_key_id", "user", "tokenizer", "key"] {
            assert!(!secret(name, "x"), "{name}");
        }
        for value in ["tcp://me:secret@far:9000/db", "dbname=far Password = secret", "https://far/?token=secret"] {
            assert!(secret("address", value), "{value}");
        }
        for value in ["https://far:8080/a@b:c", "https://me@far", "host=far user=me", "a=b", "password"] {
            assert!(!secret("address", value), "{value}");
        }
    }

    #[test]
    fn a_change_names_only_what_changes() {
        let options = |pairs: &[(&str, &str)]| {
            Options(pairs.iter().map(|(name, value)| (Ident::from(*name), (*value).to_owned())).collect())
        };
        let (from, to) =
            (options(&[("a", "1"), ("b", "2"), ("c", "3")]), options(&[("b", "it's"), ("c", "3"), ("D", "")]));
        assert_eq!(from.change(&to).as_deref(), Some("options (drop a, add \"D\" '', set b 'it''s')"));
        assert_eq!(from.change(&from), None);
    }
}
