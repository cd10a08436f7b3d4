//! Parameters as `fillfactor = 70`: of how an index or a table is stored, and of operator classes.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::scope::Scope;
use crate::name;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

/// `storage_parameters` of a table, index or materialized view.
pub fn storage_parameters(map: &Map, scope: &Scope) -> BTreeMap<String, String> {
    parameters_of(map, "storage_parameters", scope)
}

/// The entries of a map of parameters.
pub(super) fn parameters_of(map: &Map, key: &'static str, scope: &Scope) -> BTreeMap<String, String> {
    let entries = map.entries(key);
    entries
        .iter()
        .filter_map(|entry| {
            let name_ok = !entry.key.is_empty()
                && entry.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.');
            if !name_ok {
                scope.reader.report(
                    Diagnostic::error(
                        code::BAD_NAME,
                        entry.key_span,
                        format!("`{}` is no storage parameter", entry.key),
                    )
                    .help("write a parameter like `fillfactor`"),
                );
                return None;
            }
            Some((entry.key.clone(), scope.reader.text(&entry.value)?.to_owned()))
        })
        .collect()
}

/// Storage parameters as they stand between parentheses.
#[must_use]
pub fn parameters(parameters: &BTreeMap<String, String>) -> String {
    // Numbers and words stand as they are; anything else is quoted, which every parameter accepts.
    let value = |text: &str| {
        if !text.is_empty()
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
            && !text.contains("--")
        {
            text.to_owned()
        } else {
            name::literal(text)
        }
    };
    name::list(parameters.iter().map(|(key, text)| format!("{key} = {}", value(text))))
}

/// The SET and RESET actions between two sets of storage parameters.
#[must_use]
pub fn alter_parameters(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<String> {
    // What SET names comes last, so that those after it are named again: a dump has them in their order.
    let changed = |(key, value): &(&String, &String)| from.get(*key) != Some(value);
    let entries = to.iter().skip_while(|entry| !changed(entry));
    let set: BTreeMap<String, String> = entries.map(|(key, value)| (key.clone(), value.clone())).collect();
    let reset: Vec<&String> = from.keys().filter(|key| !to.contains_key(*key)).collect();
    let set = (!set.is_empty()).then(|| format!("set ({})", parameters(&set)));
    let reset = (!reset.is_empty()).then(|| format!("reset ({})", name::list(reset)));
    set.into_iter().chain(reset).collect()
}

/// Storage parameters, if there are any.
#[must_use]
pub fn written_parameters(parameters: &BTreeMap<String, String>) -> Option<emit::Map> {
    let mut map = emit::Map::default();
    for (key, value) in parameters {
        map.set(key, emit::Value::word(value));
    }
    (!map.is_empty()).then_some(map)
}
