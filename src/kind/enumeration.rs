//! An enum type. Values are added in place; where some are removed or in another order, the type is made anew, and `map` says what becomes of
//! rows that hold a removed one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::{self, Column};
use super::offending::{Models, Offending};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, Values};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident, MAX_BYTES, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enum {
    pub name: Name,
    pub values: Vec<String>,
    /// Values that are removed, or come with this change and go when it is undone, each with the one that its rows have then; Postgres knows
    /// nothing of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(name) = map.required("enum").and_then(|node| scope.name(node)) else { return };
    let mut values: Vec<String> = Vec::new();
    let node = map.get("values");
    for item in node.map_or(&[] as &[_], |node| scope.reader.list(node)) {
        let value =
            if let Value::Map(_) = item.value { read_value(item, &name, scope) } else { scope.reader.text(item) };
        let Some(text) = value else { continue };
        if text.len() > MAX_BYTES {
            scope.reader.report(
                Diagnostic::error(
                    code::NAME_TOO_LONG,
                    item.span,
                    format!("the enum value has {} bytes, Postgres allows {MAX_BYTES}", text.len()),
                )
                .help("choose a shorter value"),
            );
        } else if values.iter().any(|value| value == text) {
            scope.reader.report(
                Diagnostic::error(code::DUPLICATE_OBJECT, item.span, format!("the enum has the value `{text}` twice"))
                    .help("remove one of the two"),
            );
        } else {
            values.push(text.to_owned());
        }
    }
    if values.is_empty() {
        let span = map.entry("values").or_else(|| map.entry("enum")).map_or(map.span(), |e| e.key_span);
        scope.reader.report(
            Diagnostic::error(code::EMPTY_ENUM, span, format!("the enum `{}` has no values", name.name.as_str()))
                .note("no row could ever hold a value of it")
                .help("add `values: [first, second]`"),
        );
    }
    let map_of_values = read_map(map, &values, scope);
    let object = Enum { name, values, map: map_of_values };
    let id = object.id();
    scope.define(object, map.span(), &[("values", node)]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

/// A value with what it was called before.
fn read_value<'y>(node: &'y Node, of: &Name, scope: &Scope<'y>) -> Option<&'y str> {
    let map = scope.reader.map(node, "an enum value")?;
    let text = map.required("name").and_then(|node| scope.reader.text(node));
    match text {
        Some(text) => scope.renamed(&map, &Id::of(Kind::Enum, of, &Ident::new(text))),
        None => drop(map.entry("renamed_from")),
    }
    map.finish();
    text
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    array_oid: u32,
    schema: Ident,
    name: Ident,
    values: Option<Vec<String>>,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, array_oid, schema, name, values, common } = self;
        let name = Name { schema, name };
        let addresses = [oid, array_oid].map(|oid| Address::new("pg_type", oid));
        let Some(values) = values else {
            return found.unmodelled("enum without values", Some(&name.schema), name.to_string(), addresses);
        };
        let id = found.define(Enum { name, values, map: BTreeMap::new() }, addresses);
        found.common(&id, common);
    }
}

/// Which values those become that are no longer there.
fn read_map(map: &Map, values: &[String], scope: &Scope) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for entry in map.entries("map") {
        let Some(kept) = scope.reader.text(&entry.value) else { continue };
        if *kept == entry.key || !values.iter().any(|value| value == kept) {
            let why = if *kept == entry.key { "itself" } else { "no value of the enum" };
            let message = format!("rows with `{}` cannot become `{kept}`, which is {why}", entry.key);
            let help = format!("write one of the other values: {}", values.join(", "));
            scope.reader.report(Diagnostic::error(code::BAD_VALUE, entry.value.span, message).help(help));
        } else {
            answers.insert(entry.key.clone(), kept.to_owned());
        }
    }
    answers
}

impl Enum {
    /// The values that an enum which lacks them says nothing of.
    #[must_use]
    pub fn left_without(&self, to: &Enum) -> Vec<&String> {
        let values = self.values_in(to);
        let removed = self.values.iter().filter(|value| !to.values.contains(value));
        removed.filter(|value| !values.mapped.iter().any(|(old, _)| old == *value)).collect()
    }

    /// What becomes of the values in an enum that lacks some of them.
    fn values_in(&self, to: &Enum) -> Values {
        let removed = || self.values.iter().filter(|value| !to.values.contains(value));
        let answer = |value: &String| {
            // On the way back, the answer stands where the value came from.
            let kept = to.map.get(value).or_else(|| self.map.get(value)).filter(|kept| to.values.contains(kept));
            kept.map(|kept| (value.clone(), kept.clone()))
        };
        let left: Vec<String> =
            removed().filter(|value| answer(value).is_none()).map(|value| format!("`{value}`")).collect();
        let advice = format!(
            "rows that hold {} make it fail: write `map:` on the enum to say what they become",
            left.join(" or ")
        );
        let mapped: Vec<(String, String)> = removed().filter_map(answer).collect();
        // What becomes one value may have been unique as two.
        let is_taken = |(at, (_, kept)): (usize, &(String, String))| {
            self.values.contains(kept) || mapped[..at].iter().any(|(_, other)| other == kept)
        };
        Values {
            may_fail: !left.is_empty() || mapped.iter().enumerate().any(is_taken),
            mapped,
            moved: 0,
            advice: (!left.is_empty()).then_some(advice),
        }
    }
}

impl Define for Enum {
    const UNSTORED: &'static [&'static str] = &["map"];
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select t.oid::bigint, t.typarray::bigint as array_oid, n.nspname as schema, t.typname as name, pg_get_userbyid(t.typowner) as owner, t.typacl as acl,
           d.description as comment,
           (select json_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid) as values
         from pg_type t
         join pg_namespace n on n.oid = t.typnamespace
         $comment(pg_type, t.oid)
         where t.typtype = 'e' and t.typnamespace = any ($schemas) and $own(pg_type, t.oid)",
    )];

    fn id(&self) -> Id {
        Id::named(Kind::Enum, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.labels(&self.name, &mut self.values);
        renaming.named_type(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!(
            "create type {} as enum ({})",
            self.name,
            name::list(self.values.iter().map(|value| name::literal(value)))
        ))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop type {}", self.name))]
    }

    fn offending(old: Option<&Self>, new: &Self, models: Models) -> Vec<Offending> {
        let Some(old) = old else { return Vec::new() };
        let gone: Vec<String> = old.left_without(new).into_iter().map(|label| name::literal(label)).collect();
        let labels = |Column { table, name, .. }: &Column| {
            Offending::rows(table, &format!("{name}::text in ({})", gone.join(", "))).on(name)
        };
        column::of_type(&old.name, models.from).filter(|_| !gone.is_empty()).map(labels).collect()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Enum { name: _, values, map: _ } = self;
        let kept: Vec<&String> = to.values.iter().filter(|value| values.contains(value)).collect();
        if kept.len() != values.len() || kept.iter().zip(values).any(|(new, old)| *new != old) {
            return Alter::Rebuild(self.values_in(to));
        }
        let mut statements = Vec::new();
        for (at, value) in to.values.iter().enumerate().filter(|(_, value)| !values.contains(value)) {
            // Each new value finds its neighbour in place: values before it were added by now.
            let place = match (at.checked_sub(1).and_then(|before| to.values.get(before)), values.first()) {
                (Some(before), _) => format!(" after {}", name::literal(before)),
                (None, Some(first)) => format!(" before {}", name::literal(first)),
                (None, None) => String::new(),
            };
            statements.push(
                Statement::new(format!("alter type {} add value {}{place}", self.name, name::literal(value)))
                    .outside_transaction(),
            );
        }
        Alter::InPlace(statements)
    }

    fn set_aside(&self, name: &Ident) -> Option<(Vec<Statement>, Object)> {
        let rename = Statement::new(format!("alter type {} rename to {name}", self.name));
        Some((vec![rename], Enum { name: self.name.sibling(name.clone()), ..self.clone() }.into()))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Values", self.values.join(", "))]
    }

    fn write(&self, out: &mut Written) {
        let Enum { name, values, map: removed } = self;
        let mut map = emit::Map::of("enum", out.name(name));
        map.slot("comment");
        let value = |value: &String| {
            let renamed = out.renamed(&Id::of(Kind::Enum, name, &Ident::new(value)));
            match renamed {
                Some(before) => emit::Map::of("name", value.as_str()).with("renamed_from", before).into(),
                None => emit::Value::from(value.as_str()),
            }
        };
        let values: Vec<emit::Value> = values.iter().map(value).collect();
        map.set("values", values.into_iter().collect::<emit::Value>());
        let mut answers = emit::Map::default();
        removed.iter().for_each(|(old, new)| answers.set(old, new.as_str()));
        map.set_if("map", (!answers.is_empty()).then_some(answers));
        out.document(self.id(), map);
    }
}
