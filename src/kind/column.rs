//! A column of a table. Its default is an object of its own, because it may need a function that needs the table.

mod alter;
mod attribute_options;
mod backfill;
mod carry_over;
mod collation;
mod conversion;
pub mod heirs;
mod identity;
mod introspect;
mod narrowing;
mod offending;
pub mod rewrite;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::domain::Domain;
use super::foreign_options::Options;
use super::offending::{Models, Offending};
use super::scope::Scope;
use super::table::Host;
use super::{Alter, Define, Exchange, Id, Kind, Object, constraint, index, table};
use crate::catalog::Catalog;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{Ident, Name};
use crate::need::{Need, Needs};
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{self, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

pub use backfill::{Backfill, Filled, is_filling, passing};
pub use collation::Collation;
pub use conversion::Conversion;
pub use identity::{Generation, Identity};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub table: Name,
    pub name: Ident,
    /// Where it stands among the columns; Postgres takes it into account only when the table is created.
    pub position: u32,
    #[serde(rename = "type")]
    pub data_type: TypeName,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_null: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<Storage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compression: Option<Compression>,
    /// The statistics target; none is the server's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistics: Option<i64>,
    /// What the planner takes for granted of it: `n_distinct`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attribute_options: BTreeMap<String, String>,
    /// What the wrapper of a foreign table is told of it.
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
    /// Never granted to API roles and masked in documentation; Postgres knows nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// What makes a value of this type out of one of the type before; Postgres does not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub using: Option<Sql>,
    /// What rows get that have no value; Postgres does not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfill: Option<Backfill>,
    /// Whether they have it, on the way to the model.
    #[serde(skip)]
    pub filled: Filled,
    /// Added to a table that is not ours, where it may exist already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extends: bool,
    /// A parent of the table has it too, where it is changed and dropped; only what the parent does not say is changed here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
}

/// GENERATED ALWAYS AS (…).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generated {
    pub expression: Sql,
    pub stored: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storage {
    Plain,
    External,
    Extended,
    Main,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    Pglz,
    Lz4,
}

impl Column {
    /// Reads what is the column's own of its map; constraints, default and comment are read by the table.
    pub fn read(map: &Map, table: &Name, name: Ident, position: u32, host: Host, scope: &Scope) -> Column {
        let written = map.required("type");
        let data_type = written.and_then(|node| scope.type_name(node)).unwrap_or_else(TypeName::unknown);
        let generated = map.get("generated").and_then(|node| read_generated(node, scope));
        let sequence = identity::sequence(table, &name);
        let identity = map.get("identity").and_then(|node| Identity::read(node, &sequence, &data_type, scope));
        let null = map.get("null").and_then(|node| scope.reader.boolean(node));
        if let (Some(node), true) = (map.get("identity"), generated.is_some()) {
            let diagnostic = Diagnostic::error(
                code::CONFLICTING_KEYS,
                node.span,
                "a column cannot have both `generated` and `identity`",
            );
            scope.reader.report(diagnostic.help("remove one of the two"));
        }
        if let (Some(node), true) = (map.get("backfill"), generated.is_some() || identity.is_some()) {
            let problem = "a column that Postgres computes cannot have `backfill`";
            let diagnostic = Diagnostic::error(code::CONFLICTING_KEYS, node.span, problem);
            scope.reader.report(diagnostic.help("remove `backfill`: rows that are there get their values too"));
        }
        let address = || format!("foreign table {table} alter column {name}");
        let options = if host == Host::Foreign { Options::read(map, &address(), scope) } else { Options::default() };
        Column {
            table: table.clone(),
            name,
            position,
            data_type,
            not_null: null == Some(false) || identity.is_some(),
            collation: map.get("collation").and_then(|node| Collation::read(node, scope)),
            identity,
            generated,
            storage: map.choice(
                "storage",
                &[
                    ("plain", Storage::Plain),
                    ("external", Storage::External),
                    ("extended", Storage::Extended),
                    ("main", Storage::Main),
                ],
            ),
            compression: map.choice("compression", &[("pglz", Compression::Pglz), ("lz4", Compression::Lz4)]),
            statistics: map.integer("statistics"),
            attribute_options: map
                .get("attribute_options")
                .map(|node| attribute_options::read(node, scope))
                .unwrap_or_default(),
            options,
            secret: map.flag("secret"),
            using: map.get("using").and_then(|node| scope.sql(node)),
            backfill: map.get("backfill").and_then(|node| Backfill::read(node, scope)),
            filled: Filled::Settled,
            extends: host == Host::Extended,
            inherited: false,
        }
    }

    fn alter_table(&self, action: &str) -> Statement {
        Statement::new(format!("alter table {} alter column {} {action}", self.table, self.name))
    }

    /// For what Postgres would carry on to tables that inherit the column, which have their own.
    fn alter_table_only(&self, action: &str) -> Statement {
        Statement::new(format!("alter table only {} alter column {} {action}", self.table, self.name))
    }

    /// The column as CREATE TABLE and ADD COLUMN write it. One that is `merged` with a parent's may not say how it is generated.
    #[must_use]
    pub fn definition(&self, default: Option<&super::default::Default>, merged: bool) -> String {
        let mut sql = format!("{} {}{}", self.name, self.data_type, self.options.clause());
        if let Some(compression) = self.compression {
            sql.push_str(&format!(" compression {}", compression.word()));
        }
        if let Some(collation) = &self.collation {
            sql.push_str(&format!(" collate {collation}"));
        }
        if self.not_null {
            sql.push_str(" not null");
        }
        if let Some(default) = default {
            sql.push_str(&format!(" default {}", sql::operand(default.expression.as_str())));
        }
        if let Some(identity) = &self.identity {
            sql.push_str(&format!(" {}", identity.definition(&self.table)));
        }
        if let Some(generated) = self.generated.as_ref().filter(|_| !merged) {
            sql.push_str(&format!(
                " generated always as ({}) {}",
                generated.expression,
                if generated.stored { "stored" } else { "virtual" }
            ));
        }
        sql
    }

    /// What can only be said after the column exists: STORAGE in CREATE TABLE came with 16.
    #[must_use]
    pub fn settings(&self, profile: &Profile) -> Vec<Statement> {
        let rights =
            self.identity.iter().flat_map(|identity| identity.grants(&self.table, &self.name).create(&[], profile));
        let storage = self.storage.map(|storage| self.alter_table(&format!("set storage {}", storage.word())));
        let statistics = self.statistics.map(|target| self.alter_table_only(&format!("set statistics {target}")));
        let options = index::alter_parameters(&BTreeMap::new(), &self.attribute_options);
        let options = options.into_iter().map(|action| self.alter_table(&action));
        storage.into_iter().chain(statistics).chain(options).chain(rights).collect()
    }
}

impl Storage {
    fn word(self) -> &'static str {
        match self {
            Storage::Plain => "plain",
            Storage::External => "external",
            Storage::Extended => "extended",
            Storage::Main => "main",
        }
    }
}

impl Compression {
    fn word(self) -> &'static str {
        match self {
            Compression::Pglz => "pglz",
            Compression::Lz4 => "lz4",
        }
    }
}

fn read_generated(node: &Node, scope: &Scope) -> Option<Generated> {
    if !matches!(node.value, crate::yaml::Value::Map(_)) {
        return Some(Generated { expression: scope.sql(node)?, stored: true });
    }
    let map = scope.reader.map(node, "a generated column")?;
    let expression = map.required("expression").and_then(|node| scope.sql(node));
    let stored = map.flag_or("stored", true);
    if !stored {
        scope.since(18, "a virtual generated column", node.span);
    }
    map.finish();
    Some(Generated { expression: expression?, stored })
}

/// The columns of a type of that name, without those of arrays of it.
pub fn of_type<'a>(name: &'a Name, model: &'a Catalog) -> impl Iterator<Item = &'a Column> {
    model.of_kind(Kind::Column).filter_map(move |(_, object)| match object {
        Object::Column(column) => {
            let is_of = column.data_type.dimensions == 0 && column.data_type.qualified().as_ref() == Some(name);
            is_of.then_some(column)
        }
        _ => None,
    })
}

impl Column {
    /// The domain that its values, or the elements of its arrays, are of.
    fn domain<'m>(&self, model: &'m Catalog) -> Option<&'m Domain> {
        match model.get(&Id::named(Kind::Domain, &self.data_type.qualified()?)) {
            Some(Object::Domain(domain)) => Some(domain),
            _ => None,
        }
    }
}

impl Define for Column {
    const PRINTED: &'static [&'static str] = &["expression"];
    const UNSTORED: &'static [&'static str] = &["position", "secret", "using", "backfill", "extends"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Column, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn embeds(&self) -> bool {
        true
    }

    fn position(&self) -> u32 {
        self.position
    }

    fn pins_types(&self) -> bool {
        self.generated.is_some()
    }

    fn carry_over(&self, exchange: &Exchange) -> Option<Vec<Statement>> {
        self.carried_over(exchange)
    }

    fn roles(&self) -> Vec<&Ident> {
        self.identity.iter().flat_map(|identity| identity.to.keys()).collect()
    }

    fn computed_anew(&self) -> Option<String> {
        let Column { table, name, .. } = self;
        self.generated.as_ref().filter(|own| own.stored).map(|_| format!("`update {table} set {name} = default`"))
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.type_name(&mut self.data_type);
        renaming.collation(self.collation.as_mut());
        let generated = self.generated.iter_mut().map(|generated| &mut generated.expression);
        for expression in generated.chain(&mut self.using) {
            renaming.expression(Some(&self.table), expression);
        }
        let chosen = |column: &Column| identity::sequence(&column.table, &column.name).path.pop();
        let before = chosen(self);
        renaming.column(&self.table, &mut self.name);
        renaming.relation(&mut self.table);
        let after = chosen(self);
        // The sequence keeps its name, whether that is the one that would be chosen now or not.
        if let Some(identity) = &mut self.identity {
            identity.sequence = identity.sequence.take().or(before).filter(|name| Some(name) != after.as_ref());
        }
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::named(Kind::Table, &self.table));
        needs.of_type(&self.data_type);
        needs.collation(self.collation.as_ref());
        if let Some(generated) = &self.generated {
            needs.expression(&self.table, &generated.expression);
        }
        if let Some(backfill) = &self.backfill {
            needs.soft.push(Need::Expression(self.table.clone(), backfill.value.clone()));
        }
    }

    fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement> {
        let default =
            parts.iter().find_map(|part| if let Object::Default(default) = part { Some(default) } else { None });
        if self.inherited {
            return self.settings(profile);
        }
        if self.backfill.is_some() {
            return self.create_empty(default, profile);
        }
        let guard = if self.extends { "if not exists " } else { "" };
        let mut add =
            Statement::new(format!("alter table {} add column {guard}{}", self.table, self.definition(default, false)));
        if self.generated.as_ref().is_some_and(|g| g.stored) || self.identity.is_some() {
            add = add.hazard(Hazard::TableRewrite);
        } else if self.not_null && default.is_none() {
            add = add.hazard(Hazard::MayFail);
        }
        let mut statements = vec![add];
        statements.extend(self.settings(profile));
        statements
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        if self.inherited {
            return Vec::new();
        }
        let drop = Statement::new(format!("alter table {} drop column {}", self.table, self.name));
        vec![if self.generated.is_some() { drop } else { drop.hazard(Hazard::DataLoss) }]
    }

    fn stages(old: Option<&Self>, new: Option<&Self>) -> Vec<Vec<Object>> {
        alter::stages(old, new)
    }

    fn offending(old: Option<&Self>, new: &Self, models: Models) -> Vec<Offending> {
        offending::offending(old, new, models)
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        alter::alter(self, to, profile)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let mut notes = Vec::new();
        if let Some(identity) = &self.identity {
            notes.push(identity.definition(&self.table));
        }
        if let Some(generated) = &self.generated {
            notes.push(format!("generated as {}", generated.expression));
        }
        if let Some(collation) = &self.collation {
            notes.push(format!("collate {collation}"));
        }
        if !self.options.is_empty() {
            notes.push(format!("options {}", self.options.list()));
        }
        if self.secret {
            notes.push("secret".to_owned());
        }
        vec![
            ("Type", self.data_type.to_string()),
            ("Null", if self.not_null { "no" } else { "yes" }.to_owned()),
            ("Notes", notes.join("; ")),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Column {
            table,
            name,
            position: _,
            data_type,
            not_null,
            collation,
            identity,
            generated,
            storage,
            compression,
            statistics,
            attribute_options,
            options,
            secret,
            using,
            backfill,
            filled: _,
            extends,
            inherited: _,
        } = self;
        let mut map = emit::Map::of("type", out.type_name(data_type)).alone("type");
        let nullable = out.answered(code::NULLABLE_DEFAULT, &self.id());
        let implied = out.short() && constraint::is_in_primary_key(table, name, out);
        map.set_if("null", (*not_null && !implied || nullable).then_some(!not_null));
        for key in
            ["default", "primary_key", "unique", "references", "match", "on_delete", "on_update", "one_of", "check"]
        {
            map.slot(key);
        }
        map.set_if("collation", collation.as_ref().map(Collation::written));
        map.set_if(
            "identity",
            identity.as_ref().map(|identity| identity.written(&identity::sequence(table, name), out)),
        );
        map.set_if("generated", generated.as_ref().map(Generated::written));
        map.set_if("storage", storage.map(Storage::word));
        map.set_if("compression", compression.map(Compression::word));
        map.set_if("statistics", *statistics);
        map.set_if("attribute_options", index::written_parameters(attribute_options));
        map.set_if("options", options.written());
        map.flag("secret", *secret);
        map.set_if("using", using.as_ref());
        map.set_if("backfill", backfill.as_ref().map(Backfill::written));
        let home = if *extends { table::extension(table, out) } else { table::home(table, out) };
        out.entry(self.id(), home, "columns", name, map);
    }
}

impl Generated {
    fn written(&self) -> emit::Value {
        let Generated { expression, stored } = self;
        if *stored { expression.into() } else { emit::Map::of("expression", expression).with("stored", false).into() }
    }
}

impl Column {
    /// The column without its values, and then with them where nobody else is at work. A default that came at once would be the value of
    /// all rows, and write them all if it is another for each.
    fn create_empty(&self, default: Option<&super::default::Default>, profile: &Profile) -> Vec<Statement> {
        let guard = if self.extends { "if not exists " } else { "" };
        let empty = Column { not_null: false, ..self.clone() };
        let mut statements = vec![Statement::new(format!(
            "alter table {} add column {guard}{}",
            self.table,
            empty.definition(None, false)
        ))];
        statements.extend(default.into_iter().flat_map(|default| default.create(&[], profile)));
        statements.extend(self.settings(profile));
        statements.extend(self.fills(None).map(|backfill| self.fill(backfill)));
        if self.not_null {
            statements.push(self.alter_table("set not null").hazard(Hazard::TableScan).hazard(Hazard::MayFail));
        }
        statements
    }
}
