//! Extended statistics: what the planner is to learn about columns and expressions of a table together.

mod introspect;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Written};
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::step::Statement;
use crate::yaml::{Node, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    pub name: Name,
    pub table: Name,
    /// What is learnt; everything if none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Learnt>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Ident>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expressions: Vec<Sql>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<i64>,
}

/// A kind of statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Learnt {
    Ndistinct,
    Dependencies,
    Mcv,
}

const KINDS: &[(&str, Learnt)] =
    &[("ndistinct", Learnt::Ndistinct), ("dependencies", Learnt::Dependencies), ("mcv", Learnt::Mcv)];

impl Learnt {
    fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// All kinds are what Postgres takes for granted.
fn normal(kinds: BTreeSet<Learnt>) -> BTreeSet<Learnt> {
    if kinds.len() == KINDS.len() { BTreeSet::new() } else { kinds }
}

/// Reads one item of `statistics` of a table or materialized view.
pub fn read<'y>(node: &'y Node, table: &Name, scope: &Scope<'y>) {
    let Some(map) = scope.reader.map(node, "an item of `statistics`") else { return };
    let name = map.required("name").and_then(|node| read_name(node, table, scope));
    let kinds_node = map.get("kinds");
    let kinds: BTreeSet<Learnt> =
        map.items("kinds").iter().filter_map(|node| scope.reader.choice(node, KINDS)).collect();
    let columns: Vec<Ident> = map.items("columns").iter().filter_map(|node| scope.ident(node)).collect();
    let expressions: Vec<Sql> = map.items("expressions").iter().filter_map(|node| scope.sql(node)).collect();
    let target = map.integer("target");
    match (columns.len(), expressions.len(), kinds_node) {
        (0 | 1, 0, _) => scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, map.span(), "statistics need two columns, or an expression")
                .help("name more under `columns`, or add `expressions`"),
        ),
        (0, 1, Some(node)) => scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, node.span, "of a single expression nothing else is learnt")
                .help("remove `kinds`"),
        ),
        _ => {}
    }
    if let Some(name) = name {
        let statistics = Statistics { name, table: table.clone(), kinds: normal(kinds), columns, expressions, target };
        let id = statistics.id();
        scope.satellites(&map, &id);
        scope.define(
            statistics,
            map.span(),
            &[("columns", map.get("columns")), ("expressions", map.get("expressions"))],
        );
    }
    map.finish();
}

/// A name without a schema is in that of the table.
fn read_name(node: &Node, table: &Name, scope: &Scope) -> Option<Name> {
    let name = scope.name(node)?;
    let qualified = name::split(scope.reader.text(node)?).is_ok_and(|parts| parts.len() > 1);
    Some(if qualified { name } else { table.sibling(name.name) })
}

impl Statistics {
    fn kinds(&self) -> String {
        name::list(self.kinds.iter().map(|kind| kind.word()))
    }

    fn on(&self) -> String {
        let columns = self.columns.iter().map(Ident::to_string);
        name::list(columns.chain(self.expressions.iter().map(|sql| format!("({sql})"))))
    }

    fn set_target(&self) -> Statement {
        Statement::new(format!("alter statistics {} set statistics {}", self.name, self.target.unwrap_or(-1)))
    }
}

impl Define for Statistics {
    const PRINTED: &'static [&'static str] = &["expressions"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Statistics, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        let Statistics { name, table, kinds: _, columns, expressions, target: _ } = self;
        renaming.columns(table, columns);
        expressions.iter_mut().for_each(|expression| renaming.expression(Some(table), expression));
        renaming.part(&id, &mut name.name);
        renaming.place(name);
        renaming.relation(table);
    }

    fn spells_types(&self) -> bool {
        !self.expressions.is_empty()
    }

    fn pins_types(&self) -> bool {
        // Made anew with a column of another type, it forgets how much it was to learn.
        self.target.is_some() || !self.expressions.is_empty()
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.relation(&self.table);
        for column in &self.columns {
            needs.column(&self.table, column);
        }
        for expression in &self.expressions {
            needs.expression(&self.table, expression);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let kinds = if self.kinds.is_empty() { String::new() } else { format!(" ({})", self.kinds()) };
        let create = format!("create statistics {}{kinds} on {} from {}", self.name, self.on(), self.table);
        let target = self.target.map(|_| self.set_target());
        std::iter::once(Statement::new(create)).chain(target).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop statistics {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if (Statistics { target: to.target, ..self.clone() }) == *to {
            return Alter::InPlace(vec![to.set_target()]);
        }
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let Statistics { name: _, table: _, kinds: _, columns: _, expressions: _, target } = self;
        vec![
            ("On", self.on()),
            ("Kinds", self.kinds()),
            ("Target", target.map_or_else(String::new, |target| target.to_string())),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Statistics { name, table, kinds, columns, expressions, target } = self;
        let schema = Some(&name.schema).filter(|schema| **schema != table.schema);
        let mut map = emit::Map::of("name", document::dotted(schema.into_iter().chain([&name.name])));
        map.list("kinds", kinds.iter().map(|kind| kind.word()));
        map.list("columns", columns);
        map.list("expressions", expressions);
        map.set_if("target", *target);
        let view = Id::named(Kind::MaterializedView, table);
        let home = if out.get(&view).is_some() { view } else { table::home(table, out) };
        out.item(self.id(), home, "statistics", map);
    }
}
