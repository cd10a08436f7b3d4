//! What followed a rename, as the end writes it: blank space and needless quotes are no reason to make anything anew.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::catalog::Catalog;
use crate::kind::{Id, Object};
use crate::sql;

/// The model with those objects as they are at the end that are only written in another way now.
pub fn settled(mut state: Catalog, origin: &BTreeMap<Id, Id>, from: &Catalog, to: &Catalog) -> Catalog {
    for (id, entry) in &mut state.objects {
        let before = from.get(origin.get(id).unwrap_or(id));
        if let Some(end) = to.get(id).filter(|end| **end != entry.object && before != Some(&entry.object))
            && alike(&entry.object, end)
        {
            entry.object = end.clone();
        }
    }
    state
}

/// Whether two objects are the same but for the way in which SQL is written.
pub fn alike(one: &Object, other: &Object) -> bool {
    if one == other {
        return true;
    }
    if one.kind() != other.kind() || one.printed().is_empty() {
        return false;
    }
    // Objects are plain data with names for keys: nothing in them can fail to be written.
    let value = |object: &Object| serde_json::to_value(object).unwrap_or_default();
    same(&value(one), &value(other), false, one.printed())
}

fn same(one: &Value, other: &Value, is_sql: bool, printed: &[&str]) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one == other || is_sql && sql::same(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other, is_sql, printed))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| {
                    let is_sql = is_sql || printed.contains(&key.as_str());
                    other.get(key).is_some_and(|other| same(value, other, is_sql, printed))
                })
        }
        (one, other) => one == other,
    }
}
