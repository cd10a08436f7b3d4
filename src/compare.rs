//! How two sets of objects differ, attribute by attribute: what `verify` and `drift` report. Names no kind; an object is compared as the
//! data it is stored as, without the attributes that say how it came to be ([`Define::UNSTORED`](crate::kind::Define::UNSTORED)).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::kind::{Id, Kind, Object};
use crate::name::Ident;

/// One way in which what was found is not what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub id: Id,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was expected and is not there.
    Missing,
    /// It is there and was not expected.
    Extra,
    /// An attribute has another value. The attribute is a path: `to.anon.privileges`; a value that is nothing is what Postgres takes for
    /// granted.
    Changed { attribute: String, expected: Option<String>, found: Option<String> },
}

/// Compares objects. The parts of what is missing, or extra, are not told again.
#[must_use]
pub fn compare(expected: &BTreeMap<Id, Object>, found: &BTreeMap<Id, Object>) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (id, object) in expected {
        match found.get(id) {
            // An index keeps its name when its table gets another.
            Some(other) if lacks_parent(object, expected, found) && lacks_parent(other, found, expected) => {}
            Some(other) => changes(id, object, other, &mut differences),
            None if lacks_parent(object, expected, found) => {}
            None => differences.push(Difference { id: id.clone(), what: What::Missing }),
        }
    }
    for (id, object) in found.iter().filter(|(id, _)| !expected.contains_key(*id)) {
        if !lacks_parent(object, found, expected) {
            differences.push(Difference { id: id.clone(), what: What::Extra });
        }
    }
    differences.sort_by(|a, b| a.id.cmp(&b.id));
    differences
}

/// Compares who owns what is on both sides. What a side does not name belongs to the role that everything there belongs to.
#[must_use]
pub fn compare_owners(
    expected: &BTreeMap<Id, Ident>,
    found: &BTreeMap<Id, Ident>,
    on_both: impl Fn(&Id) -> bool,
) -> Vec<Difference> {
    let text = |owner: Option<&Ident>| owner.map(|owner| owner.as_str().to_owned());
    let mut ids: Vec<&Id> = expected.keys().chain(found.keys().filter(|id| !expected.contains_key(*id))).collect();
    ids.sort();
    let changed = |id: &Id| {
        let (expected, found) = (text(expected.get(id)), text(found.get(id)));
        (expected != found && on_both(id)).then(|| Difference {
            id: id.clone(),
            what: What::Changed { attribute: "owner".to_owned(), expected, found },
        })
    };
    ids.into_iter().filter_map(changed).collect()
}

/// Whether an object is a part of one that this side has and the other has not.
fn lacks_parent(object: &Object, here: &BTreeMap<Id, Object>, there: &BTreeMap<Id, Object>) -> bool {
    let Some(parent) = object.parent() else { return false };
    candidates(parent).into_iter().any(|parent| here.contains_key(&parent) && !there.contains_key(&parent))
}

/// The objects that a part may mean by its parent: it says "table" for whatever relation it stands on, and a comment on a column of a view
/// names a column that is no object.
fn candidates(parent: Id) -> Vec<Id> {
    let relation = match (parent.kind, parent.path.as_slice()) {
        (Kind::Table | Kind::Column, [schema, name, ..]) => Some([schema.clone(), name.clone()].to_vec()),
        _ => None,
    };
    let mut found = vec![parent];
    if let Some(path) = relation {
        found.extend(Id { kind: Kind::Table, on: None, path }.relations());
    }
    found
}

fn changes(id: &Id, expected: &Object, found: &Object, out: &mut Vec<Difference>) {
    if expected == found {
        return;
    }
    let mut report = |attribute: &str, expected: Option<&Value>, found: Option<&Value>| {
        let (expected, found) = (shown(expected, found), shown(found, expected));
        if expected != found {
            let what = What::Changed { attribute: attribute.to_owned(), expected, found };
            out.push(Difference { id: id.clone(), what });
        }
    };
    walk("", Some(&stored(expected)), Some(&stored(found)), &mut report);
}

/// An object as data, without what the database does not keep.
fn stored(object: &Object) -> Value {
    // Objects are plain data with names for keys: nothing in them can fail to be written.
    let value = serde_json::to_value(object).unwrap_or_default();
    let Some(Value::Object(mut attributes)) = value.as_object().and_then(|kind| kind.values().next()).cloned() else {
        return value;
    };
    attributes.retain(|attribute, _| !object.unstored().contains(&attribute.as_str()));
    Value::Object(attributes)
}

/// The outermost attributes that two objects of one id do not share.
#[must_use]
pub fn attributes(a: &Object, b: &Object) -> BTreeSet<String> {
    let (a, b) = (stored(a), stored(b));
    let names = [&a, &b].into_iter().filter_map(Value::as_object).flat_map(Map::keys);
    names.filter(|name| a.get(name) != b.get(name)).cloned().collect()
}

/// The value of an outermost attribute as text; none where it is what Postgres takes for granted.
#[must_use]
pub fn attribute(object: &Object, name: &str) -> Option<String> {
    stored(object).get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The object with these attributes as another of its id has them.
#[must_use]
pub fn with_attributes(object: &Object, other: &Object, names: &BTreeSet<String>) -> Option<Object> {
    let mut value = serde_json::to_value(object).ok()?;
    let from = serde_json::to_value(other).ok()?;
    let from = from.as_object()?.values().next()?.as_object()?;
    let to = value.as_object_mut()?.values_mut().next()?.as_object_mut()?;
    for name in names {
        match from.get(name) {
            Some(attribute) => drop(to.insert(name.clone(), attribute.clone())),
            None => drop(to.remove(name)),
        }
    }
    serde_json::from_value(value).ok()
}

/// The object with what another of its id says of how it came to be.
#[must_use]
pub fn with_unstored(object: Object, other: &Object) -> Object {
    if object.unstored().is_empty() || object.kind() != other.kind() {
        return object;
    }
    let (mut value, other_value) =
        (serde_json::to_value(&object).unwrap_or_default(), serde_json::to_value(other).unwrap_or_default());
    let attributes = |value: &Value| value.as_object().and_then(|kind| kind.values().next()).cloned();
    let Some((Value::Object(known), Some(Value::Object(own)))) =
        attributes(&other_value).map(|known| (known, value.as_object_mut().and_then(|kind| kind.values_mut().next())))
    else {
        return object;
    };
    for name in object.unstored() {
        match known.get(*name) {
            Some(value) => drop(own.insert((*name).to_owned(), value.clone())),
            None => drop(own.remove(*name)),
        }
    }
    serde_json::from_value(value).unwrap_or(object)
}

/// Takes an attribute and its two values.
type Report<'r> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'r;

/// Goes down to the values that differ. A map that is not there is empty, a list of maps is compared one by one if no element is new.
fn walk(path: &str, expected: Option<&Value>, found: Option<&Value>, report: &mut Report) {
    let none = Map::new();
    let map = |value: Option<&Value>| match value {
        Some(Value::Object(map)) => Some(map.clone()),
        Some(_) => None,
        None => Some(none.clone()),
    };
    match (expected, found, map(expected), map(found)) {
        (Some(a), Some(b), _, _) if a == b => {}
        (None, None, _, _) => {}
        (_, _, Some(a), Some(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(&path, a.get(key), b.get(key), report);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b)), _, _)
            if a.len() == b.len() && a.iter().chain(b).all(Value::is_object) =>
        {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                walk(&format!("{path}[{}]", index + 1), Some(a), Some(b), report);
            }
        }
        (a, b, _, _) => report(path, a, b),
    }
}

/// A value for people. A switch that is not mentioned is off.
fn shown(value: Option<&Value>, beside: Option<&Value>) -> Option<String> {
    match (value, beside) {
        (Some(value), _) => Some(text(value)),
        (None, Some(Value::Bool(_))) => Some("false".to_owned()),
        (None, _) => None,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let entries: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {}", text(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Object {
        serde_json::from_value(value).expect("an object")
    }

    fn table() -> Object {
        object(json!({ "table": { "name": "s.t" } }))
    }

    fn column(change: &Value) -> Object {
        let mut column = json!({ "table": "s.t", "name": "c", "position": 1, "type": "text" });
        merge(&mut column, change);
        object(json!({ "column": column }))
    }

    fn policy(change: &Value) -> Object {
        let mut policy =
            json!({ "table": "s.t", "name": "p", "for": "select", "as": "permissive", "to": ["app"], "using": "a" });
        merge(&mut policy, change);
        object(json!({ "policy": policy }))
    }

    fn index(elements: Value) -> Object {
        object(json!({ "index": { "table": "s.t", "name": "i", "using": "btree", "elements": elements } }))
    }

    fn grants(to: Value) -> Object {
        let on = json!({ "kind": "table", "path": ["s", "t"] });
        object(json!({ "grants": { "on": on, "to": to } }))
    }

    fn merge(into: &mut Value, change: &Value) {
        let change = change.as_object().expect("a map").clone();
        into.as_object_mut().expect("a map").extend(change);
    }

    fn told(expected: &[Object], found: &[Object]) -> Vec<String> {
        let map = |objects: &[Object]| objects.iter().map(|object| (object.id(), object.clone())).collect();
        let tell = |difference: Difference| match difference.what {
            What::Missing => format!("missing {}", difference.id),
            What::Extra => format!("extra {}", difference.id),
            What::Changed { attribute, expected, found } => {
                let value = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
                format!("{}: {attribute} {} -> {}", difference.id, value(expected), value(found))
            }
        };
        compare(&map(expected), &map(found)).into_iter().map(tell).collect()
    }

    #[test]
    fn equal_objects_do_not_differ() {
        let all = [table(), column(&json!({})), policy(&json!({})), grants(json!({}))];
        assert!(told(&all, &all).is_empty());
    }

    #[test]
    fn a_whole_is_told_without_its_parts() {
        let whole = [table(), column(&json!({})), policy(&json!({})), index(json!([{ "column": "c" }]))];
        assert_eq!(told(&whole, &[]), ["missing table s.t"]);
        assert_eq!(told(&[], &whole), ["extra table s.t"]);
        assert_eq!(told(&whole, &whole[..1]).len(), 3, "the parts of what is there are told one by one");
        // A table that neither side has is somebody else's, and its parts stand for themselves.
        assert_eq!(told(&[policy(&json!({}))], &[]), ["missing policy s.t.p"]);
    }

    #[test]
    fn parts_of_views_belong_to_them() {
        let view =
            object(json!({ "materialized_view": { "name": "s.t", "query": "select 1 as c", "with_data": true } }));
        let on = json!({ "kind": "column", "path": ["s", "t", "c"] });
        let comment = object(json!({ "comment": { "on": on, "text": "what" } }));
        let all = [view, index(json!([{ "column": "c" }])), comment];
        assert_eq!(told(&all, &[]), ["missing materialized view s.t"]);
    }

    #[test]
    fn attributes_are_named_with_both_values() {
        let told = |a: Object, b: Object| told(&[table(), a], &[table(), b]);
        let using = json!({ "using": "true", "to": ["app", "anon"] });
        assert_eq!(
            told(policy(&json!({})), policy(&using)),
            ["policy s.t.p: to [app] -> [anon, app]", "policy s.t.p: using a -> true"]
        );
        assert_eq!(
            told(column(&json!({})), column(&json!({ "type": "integer", "not_null": true, "storage": "main" }))),
            [
                "column s.t.c: type text -> integer",
                "column s.t.c: not_null false -> true",
                "column s.t.c: storage nothing -> main"
            ]
        );
        assert_eq!(
            told(index(json!([{ "column": "c" }])), index(json!([{ "column": "c", "descending": true }]))),
            ["index s.i: elements[1].descending false -> true"]
        );
        assert_eq!(
            told(index(json!([{ "column": "c" }])), index(json!([{ "column": "c" }, { "column": "d" }]))),
            ["index s.i: elements [{ column: c }] -> [{ column: c }, { column: d }]"]
        );
        assert_eq!(
            told(grants(json!({})), grants(json!({ "anon": { "privileges": ["select"] } }))),
            ["grants of table s.t: to.anon.privileges nothing -> [select]"]
        );
    }

    #[test]
    fn how_a_column_came_to_be_does_not_count() {
        let came = json!({ "position": 7, "using": "c::text", "secret": true, "extends": true });
        assert!(told(&[column(&json!({}))], &[column(&came)]).is_empty());
    }

    #[test]
    fn owners_count_where_both_have_the_object() {
        let (mine, other) = (table().id(), policy(&json!({})).id());
        let owners = |pairs: &[(&Id, &str)]| {
            pairs.iter().map(|(id, owner)| ((*id).clone(), Ident::from(*owner))).collect::<BTreeMap<_, _>>()
        };
        let found = owners(&[(&mine, "admin"), (&other, "admin")]);
        let differences = compare_owners(&owners(&[]), &found, |id| *id == mine);
        let what = What::Changed { attribute: "owner".to_owned(), expected: None, found: Some("admin".to_owned()) };
        assert_eq!(differences, [Difference { id: mine, what }]);
        assert!(compare_owners(&found, &found, |_| true).is_empty());
    }
}
