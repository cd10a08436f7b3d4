//! A domain: a type with rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::Collation;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, default};
use crate::document::Written;
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::sql::{Form, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

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
    pub checks: BTreeMap<Ident, Sql>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("domain").and_then(|node| scope.name(node));
    let data_type = map.required("type").and_then(|node| scope.type_name(node));
    let null = map.get("null").and_then(|node| scope.reader.boolean(node));
    let default = map.get("default").and_then(|node| default::read(node, data_type.as_ref(), scope));
    let collation = map.get("collation").and_then(|node| Collation::read(node, scope));
    let mut checks = BTreeMap::new();
    let nodes = map.entries("checks");
    for entry in nodes {
        if let Some(sql) = scope.sql(&entry.value) {
            checks.insert(scope.key(&entry.key, entry.key_span), sql);
        }
    }
    let (Some(name), Some(data_type)) = (name, data_type) else { return };
    let domain = Domain { name, data_type, collation, not_null: null == Some(false), default, checks };
    let id = domain.id();
    scope.define(domain, map.span(), &[("checks", map.get("checks"))]);
    scope.satellites(map, &id);
    scope.grants(map, &id);
}

impl Domain {
    fn alter_domain(&self, action: &str) -> Statement {
        Statement::new(format!("alter domain {} {action}", self.name))
    }
}

impl Define for Domain {
    fn id(&self) -> Id {
        Id::named(Kind::Domain, &self.name)
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.of_type(&self.data_type);
        for sql in self.checks.values().chain(&self.default) {
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
            sql.push_str(&format!(" default {default}"));
        }
        if *not_null {
            sql.push_str(" not null");
        }
        for (name, check) in checks {
            sql.push_str(&format!("\n  constraint {name} check ({check})"));
        }
        vec![Statement::new(sql)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop domain {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Domain { name: _, data_type, collation, not_null, default, checks } = self;
        if *data_type != to.data_type || *collation != to.collation {
            return Alter::Refuse(format!(
                "the type of the domain {} cannot be changed in place; declare a new domain and move the columns to it",
                self.name
            ));
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
        for (name, _) in checks.iter().filter(|(name, sql)| to.checks.get(*name) != Some(sql)) {
            statements.push(self.alter_domain(&format!("drop constraint {name}")));
        }
        for (name, sql) in to.checks.iter().filter(|(name, sql)| checks.get(*name) != Some(sql)) {
            statements.push(
                self.alter_domain(&format!("add constraint {name} check ({sql})"))
                    .hazard(Hazard::TableScan)
                    .hazard(Hazard::MayFail),
            );
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let checks = self.checks.values().map(Sql::to_string).collect::<Vec<_>>().join("; ");
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
        for (name, sql) in checks {
            rules.set(name.as_str(), sql);
        }
        map.set_if("checks", (!rules.is_empty()).then_some(rules));
        out.document(self.id(), map);
    }
}
