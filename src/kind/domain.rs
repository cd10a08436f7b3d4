//! A domain: a type with rules.

mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::{Collation, Column};
use super::offending::{Models, Offending};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, Values, column, default};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{self, Form, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    pub name: Name,
    #[serde(rename = "type")]
    pub data_type: TypeName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_null: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Sql>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checks: BTreeMap<Ident, Check>,
}

/// A constraint of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub expression: Sql,
    /// Values from before it need not satisfy it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("domain").and_then(|node| scope.name(node));
    // Postgres keeps how many dimensions an array was declared with, and makes nothing of it.
    let data_type = map.required("type").and_then(|node| scope.type_name(node));
    let data_type = data_type.map(|name| TypeName { dimensions: name.dimensions.min(1), ..name });
    let null = map.get("null").and_then(|node| scope.reader.boolean(node));
    let default = map.get("default").and_then(|node| default::read(node, data_type.as_ref(), scope));
    let collation = map.get("collation").and_then(|node| Collation::read(node, scope));
    let mut checks = BTreeMap::new();
    let nodes = map.entries("checks");
    for entry in nodes {
        if let Some(check) = read_check(&entry.value, scope) {
            checks.insert(scope.key(&entry.key, entry.key_span), check);
        }
    }
    let (Some(name), Some(data_type)) = (name, data_type) else { return };
    let domain = Domain { name, data_type, collation, not_null: null == Some(false), default, checks };
    let id = domain.id();
    scope.define(domain, map.span(), &[("checks", map.get("checks"))]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

/// The expression, or a map that holds it.
fn read_check(node: &Node, scope: &Scope) -> Option<Check> {
    if !matches!(node.value, Value::Map(_)) {
        return scope.sql(node).map(|expression| Check { expression, not_valid: false, comment: None });
    }
    let map = scope.reader.map(node, "a check")?;
    let expression = map.required("expression").and_then(|node| scope.sql(node));
    let not_valid = map.flag("not_valid");
    let comment = map.prose("comment");
    map.finish();
    Some(Check { expression: expression?, not_valid, comment })
}

impl Domain {
    /// Whether it may refuse a new column that is given no value. A check lets null through unless it asks for it in so many words: what
    /// is computed from null is null, which is not false.
    #[must_use]
    pub fn refuses_null(&self) -> bool {
        let asks = |check: &Check| {
            let text = check.expression.as_str().to_lowercase();
            ["null", "coalesce", "distinct"].iter().any(|word| text.contains(word))
        };
        self.default.is_none() && (self.not_null || self.checks.values().any(asks))
    }

    fn comment_on(&self, name: &Ident, check: &Check) -> Statement {
        let text = check.comment.as_deref().map_or_else(|| "null".to_owned(), name::literal);
        Statement::new(format!("comment on constraint {name} on domain {} is {text}", self.name))
    }

    fn add_check(&self, name: &Ident, check: &Check) -> Vec<Statement> {
        let not_valid = if check.not_valid { " not valid" } else { "" };
        let mut add = self.alter_domain(&format!("add constraint {name} check ({}){not_valid}", check.expression));
        if !check.not_valid {
            add = add.hazard(Hazard::TableScan).hazard(Hazard::MayFail);
        }
        let comment = check.comment.is_some().then(|| self.comment_on(name, check));
        std::iter::once(add).chain(comment).collect()
    }

    fn alter_domain(&self, action: &str) -> Statement {
        Statement::new(format!("alter domain {} {action}", self.name))
    }
}

impl Define for Domain {
    const PRINTED: &'static [&'static str] = &["default", "expression"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Domain, &self.name)
    }

    fn computed_anew(&self) -> Option<String> {
        (!self.checks.is_empty()).then(|| "its checks are looked at when a value is written".to_owned())
    }

    fn rename(&mut self, renaming: &Renaming) {
        let Domain { name, data_type, collation, not_null: _, default, checks } = self;
        renaming.type_name(data_type);
        renaming.collation(collation.as_mut());
        for expression in default.iter_mut().chain(checks.values_mut().map(|check| &mut check.expression)) {
            renaming.expression(None, expression);
        }
        renaming.named_type(name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.of_type(&self.data_type);
        needs.collation(self.collation.as_ref());
        for sql in self.checks.values().map(|check| &check.expression).chain(&self.default) {
            needs.sql(sql, Form::Expression);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Domain { name, data_type, collation, not_null, default, checks } = self;
        let mut sql = format!("create domain {name} as {data_type}");
        if let Some(collation) = collation {
            sql.push_str(&format!(" collate {collation}"));
        }
        if let Some(default) = default {
            sql.push_str(&format!(" default {}", sql::operand(default.as_str())));
        }
        if *not_null {
            sql.push_str(" not null");
        }
        // CREATE DOMAIN takes no NOT VALID.
        let (late, checks): (Vec<_>, Vec<_>) = checks.iter().partition(|(_, check)| check.not_valid);
        for (name, check) in &checks {
            sql.push_str(&format!("\n  constraint {name} check ({})", check.expression));
        }
        let comments = checks.iter().filter(|(_, check)| check.comment.is_some());
        let comments = comments.map(|(name, check)| self.comment_on(name, check));
        let late = late.iter().flat_map(|(name, check)| self.add_check(name, check));
        std::iter::once(Statement::new(sql)).chain(comments).chain(late).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop domain {}", self.name))]
    }

    fn offending(old: Option<&Self>, new: &Self, models: Models) -> Vec<Offending> {
        let Some(old) = old else { return Vec::new() };
        let is_new = |name: &Ident, check: &Check| {
            !check.not_valid
                && old.checks.get(name).is_none_or(|old| old.not_valid || old.expression != check.expression)
        };
        let checks: Vec<&Check> =
            new.checks.iter().filter(|(name, check)| is_new(name, check)).map(|(_, check)| check).collect();
        let of_column = |Column { table, name, .. }: &Column| {
            // What a check calls VALUE is a column here.
            let rows = |check: &&Check| {
                let query =
                    format!("select 1 from (select {name} as value from {table}) s where not ({})", check.expression);
                Offending::of(table, query).on(name)
            };
            let nulls = (new.not_null && !old.not_null).then(|| Offending::nulls(table, name));
            checks.iter().map(rows).chain(nulls).collect::<Vec<_>>()
        };
        column::of_type(&new.name, models.from).flat_map(of_column).collect()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Domain { name: _, data_type, collation, not_null, default, checks } = self;
        if *data_type != to.data_type || *collation != to.collation {
            // What Postgres takes for a wider type, it casts; each value is held to the checks either way.
            return Alter::Rebuild(Values { may_fail: true, ..Values::default() });
        }
        let mut statements = Vec::new();
        if *default != to.default {
            statements.push(self.alter_domain(
                &to.default.as_ref().map_or_else(|| "drop default".to_owned(), |sql| format!("set default {sql}")),
            ));
        }
        if *not_null != to.not_null {
            let action = self.alter_domain(if to.not_null { "set not null" } else { "drop not null" });
            statements.push(if to.not_null {
                action.hazard(Hazard::TableScan).hazard(Hazard::MayFail)
            } else {
                action
            });
        }
        let stays = |old: &Check, new: &Check| old.expression == new.expression && (old.not_valid || !new.not_valid);
        // What is called otherwise now and says the same is the same.
        let renamed =
            |(name, check): (&Ident, &Check), others: &BTreeMap<Ident, Check>, own: &BTreeMap<Ident, Check>| {
                let alike = others.iter().filter(|(other, new)| !own.contains_key(*other) && *new == check);
                let alike: Vec<Ident> = alike.map(|(other, _)| other.clone()).collect();
                if others.contains_key(name) || alike.len() != 1 { None } else { alike.into_iter().next() }
            };
        let forth = |name: &Ident| renamed((name, checks.get(name)?), &to.checks, checks);
        let back = |name: &Ident| renamed((name, to.checks.get(name)?), checks, &to.checks);
        let new_name = |name: &Ident| forth(name).filter(|new| back(new).as_ref() == Some(name));
        let old_name = |name: &Ident| back(name).filter(|old| forth(old).as_ref() == Some(name));
        for (name, check) in checks {
            if let Some(new) = new_name(name) {
                statements.push(self.alter_domain(&format!("rename constraint {name} to {new}")));
            } else if !to.checks.get(name).is_some_and(|new| stays(check, new)) {
                statements.push(self.alter_domain(&format!("drop constraint {name}")));
            }
        }
        for (name, check) in to.checks.iter().filter(|(name, _)| old_name(name).is_none()) {
            let Some(old) = checks.get(name).filter(|old| stays(old, check)) else {
                statements.extend(to.add_check(name, check));
                continue;
            };
            if old.not_valid && !check.not_valid {
                let validate = self.alter_domain(&format!("validate constraint {name}"));
                statements.push(validate.hazard(Hazard::TableScan).hazard(Hazard::MayFail));
            }
            if old.comment != check.comment {
                statements.push(to.comment_on(name, check));
            }
        }
        Alter::InPlace(statements)
    }

    fn set_aside(&self, name: &Ident) -> Option<(Vec<Statement>, Object)> {
        let aside = Domain { name: self.name.sibling(name.clone()), ..self.clone() };
        // From PostgreSQL 17 on NOT NULL is a constraint, which would keep its name from that of the new domain.
        let free = self.not_null.then(|| self.alter_domain("drop not null"));
        let rename = self.alter_domain(&format!("rename to {name}"));
        Some((free.into_iter().chain([rename]).collect(), aside.into()))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let checks = self.checks.values().map(|check| check.expression.to_string()).collect::<Vec<_>>().join("; ");
        vec![
            ("Type", self.data_type.to_string()),
            ("Null", if self.not_null { "no" } else { "yes" }.to_owned()),
            ("Checks", checks),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Domain { name, data_type, collation, not_null, default, checks } = self;
        let mut map = emit::Map::of("domain", out.name(name));
        map.slot("comment");
        map.set("type", out.type_name(data_type));
        map.set_if("null", not_null.then_some(false));
        map.set_if("default", default.as_ref().map(|sql| default::written(sql, Some(data_type), out)));
        map.set_if("collation", collation.as_ref().map(Collation::written));
        let mut rules = emit::Map::default();
        for (name, Check { expression, not_valid, comment }) in checks {
            let value: emit::Value = if !not_valid && comment.is_none() {
                expression.into()
            } else {
                let mut map = emit::Map::of("expression", expression);
                map.flag("not_valid", *not_valid);
                map.set_if("comment", comment.clone().map(emit::Value::Block));
                map.into()
            };
            rules.set(name.as_str(), value);
        }
        map.set_if("checks", (!rules.is_empty()).then_some(rules));
        out.document(self.id(), map);
    }
}
