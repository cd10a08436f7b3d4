//! A column of a table. Its default is an object of its own, because it may need a function that needs the table.

mod backfill;
mod carry_over;
mod conversion;
mod identity;
mod introspect;

use serde::{Deserialize, Serialize};

use super::constraint::{Check, Constraint, Rule};
use super::foreign_options::Options;
use super::scope::Scope;
use super::table::Host;
use super::{Alter, Define, Exchange, Id, Kind, Object, constraint, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::{Need, Needs};
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{self, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

pub use backfill::{Backfill, Filled, passing};
use conversion::Conversion;
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

/// A collation by name, in a schema if it is not a built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Collation(pub Vec<Ident>);

impl Collation {
    /// The collation of that schema and name in a live database; none where there is no name.
    #[must_use]
    pub fn found(schema: Option<Ident>, name: Option<Ident>) -> Option<Collation> {
        let schema = schema.filter(|schema| schema.as_str() != "pg_catalog");
        name.map(|name| Collation(schema.into_iter().chain([name]).collect()))
    }

    pub fn read(node: &Node, scope: &Scope) -> Option<Collation> {
        // A locale holds dots of its own (`en_US.utf8`), so only a quoted part splits a name here.
        let text = scope.reader.text(node)?;
        let parts = if text.contains('"') { scope.parts(text, node.span)? } else { vec![scope.ident(node)?] };
        match parts.as_slice() {
            [only] => Some(match scope.collation(only) {
                Some(Name { schema, name }) => Collation(vec![schema, name]),
                None => Collation(parts),
            }),
            _ => Some(Collation(parts)),
        }
    }
}

impl std::fmt::Display for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Built-in collations are found through pg_catalog whatever the search path; `C` and the like need their quotes, `default` too.
        let parts: Vec<String> =
            self.0.iter().map(|part| format!("\"{}\"", part.as_str().replace('"', "\"\""))).collect();
        f.write_str(&parts.join("."))
    }
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
        let statistics = self.statistics.map(|target| self.alter_table(&format!("set statistics {target}")));
        storage.into_iter().chain(statistics).chain(rights).collect()
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
        let (old, new) = match (old, new) {
            (None, Some(new)) => return new.stages_of_new(),
            (Some(old), Some(new)) => (old, new),
            (Some(_) | None, None) => return Vec::new(),
        };
        let set = !old.not_null && new.not_null && old.identity.is_none() == new.identity.is_none();
        if !set || new.inherited || matches!(old.alter_generated(new), Some(Alter::Replace)) {
            return Vec::new();
        }
        if new.backfill.is_some() {
            return new.stages_of_filling();
        }
        let nullable = || Column { not_null: false, ..new.clone() }.into();
        let check = new.not_null_check();
        let unchecked = || vec![nullable(), check.not_validated().into()];
        // Postgres does not read the rows again that a valid check has read.
        let checked = |column: Object| vec![column, check.clone().into()];
        vec![unchecked(), unchecked(), checked(nullable()), checked(new.clone().into())]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        let Column {
            table: _,
            name: _,
            position: _,
            data_type,
            not_null,
            collation,
            identity,
            generated: _,
            storage,
            compression,
            statistics,
            options,
            secret: _,
            using: _,
            backfill: _,
            filled,
            extends: _,
            inherited,
        } = self;
        let both_inherit = *inherited && to.inherited;
        let mut statements = Vec::new();
        match self.alter_generated(to) {
            Some(Alter::InPlace(drop)) => statements.extend(drop),
            Some(other) => return other,
            None => {}
        }
        let retyped = *data_type != to.data_type || *collation != to.collation;
        if retyped && !both_inherit {
            let collate = match (&to.collation, collation) {
                (Some(collation), _) => format!(" collate {collation}"),
                (None, Some(_)) => " collate \"default\"".to_owned(),
                (None, None) => String::new(),
            };
            let conversion = Conversion::between(&self.name, data_type, &to.data_type);
            let (sql, hazards): (Option<&Sql>, &[Hazard]) = match (&to.using, &conversion) {
                (Some(sql), _) | (None, Conversion::Explicit(sql)) => {
                    (Some(sql), &[Hazard::TableRewrite, Hazard::MayFail])
                }
                (None, Conversion::Assigned) => (None, &[Hazard::TableRewrite]),
                (None, Conversion::None) => (None, &[]),
            };
            let using = sql.map_or_else(String::new, |sql| format!(" using {sql}"));
            let retype = self.alter_table(&format!("type {}{collate}{using}", to.data_type));
            statements.push(hazards.iter().fold(retype, |statement, hazard| statement.hazard(*hazard)));
        }
        match (identity, &to.identity) {
            (None, Some(new)) => {
                statements.push(self.alter_table("set not null").hazard(Hazard::TableScan).hazard(Hazard::MayFail));
                statements.push(self.alter_table(&format!("add {}", new.definition(&self.table))));
                statements.extend(new.grants(&self.table, &self.name).create(&[], profile));
            }
            (Some(_), None) => statements.push(self.alter_table("drop identity")),
            (Some(old), Some(new)) if old != new => {
                let (from, to) = (old.name(&self.table, &self.name), new.name(&self.table, &self.name));
                if from != to {
                    statements.push(Statement::new(format!("alter sequence {from} rename to {}", to.name)));
                }
                let actions = old.changes(new);
                if !actions.is_empty() {
                    statements.push(self.alter_table(&actions.join(" ")));
                }
                // The sequence has its new name by now.
                let held = Identity { sequence: new.sequence.clone(), ..old.clone() };
                if old.to != new.to
                    && let Alter::InPlace(rights) =
                        held.grants(&self.table, &self.name).alter(&new.grants(&self.table, &self.name), profile)
                {
                    statements.extend(rights);
                }
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
        match (filled, to.filled) {
            (Filled::Waits, Filled::Done) => {
                statements.extend(to.backfill.as_ref().map(|backfill| to.fill_in_batches(backfill)));
            }
            (Filled::Settled, Filled::Settled) => {
                statements.extend(to.fills(Some(self)).map(|backfill| to.fill(backfill)));
            }
            (Filled::Settled | Filled::Waits | Filled::Done, _) => {}
        }
        let set_by_identity = identity.is_none() && to.identity.is_some();
        match (*not_null, to.not_null) {
            (false, true) if !set_by_identity => {
                statements.push(self.alter_table("set not null").hazard(Hazard::TableScan).hazard(Hazard::MayFail))
            }
            (true, false) => statements.push(self.alter_table("drop not null")),
            _ => {}
        }
        // With another type, how it was stored is forgotten.
        let (storage, compression) = if retyped { (None, None) } else { (*storage, *compression) };
        if storage != to.storage {
            // DEFAULT as a storage came with 16; before, the type's own has to be named.
            let word = to.storage.map_or_else(|| to.default_storage(), Storage::word);
            statements.push(self.alter_table(&format!("set storage {word}")));
        }
        if compression != to.compression {
            statements.push(
                self.alter_table(&format!("set compression {}", to.compression.map_or("default", Compression::word))),
            );
        }
        if *statistics != to.statistics {
            statements.push(self.alter_table(&format!("set statistics {}", to.statistics.unwrap_or(-1))));
        }
        statements.extend(options.change(&to.options).map(|change| self.alter_table(&change)));
        if retyped { Alter::Retype(statements) } else { Alter::InPlace(statements) }
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
        map.set_if("options", options.written());
        map.flag("secret", *secret);
        map.set_if("using", using.as_ref());
        map.set_if("backfill", backfill.as_ref().map(Backfill::written));
        let home = if *extends { table::extension(table, out) } else { table::home(table, out) };
        out.entry(self.id(), home, "columns", name, map);
    }
}

impl Collation {
    #[must_use]
    pub fn written(&self) -> emit::Value {
        match self.0.as_slice() {
            [only] if !only.as_str().contains('"') => only.into(),
            _ => self.to_string().into(),
        }
    }
}

impl Generated {
    fn written(&self) -> emit::Value {
        let Generated { expression, stored } = self;
        if *stored { expression.into() } else { emit::Map::of("expression", expression).with("stored", false).into() }
    }
}

impl Column {
    /// How the expression changes, if it does.
    fn alter_generated(&self, to: &Column) -> Option<Alter> {
        match (&self.generated, &to.generated) {
            (from, to) if from == to => None,
            _ if self.inherited && to.inherited => None,
            (None, None) => None,
            (Some(_), None) => Some(Alter::InPlace(vec![self.alter_table("drop expression")])),
            // Postgres computes the values of a new column by itself.
            (None | Some(_), Some(_)) => Some(Alter::Replace),
        }
    }

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

    fn stages_of_new(&self) -> Vec<Vec<Object>> {
        if self.backfill.is_none() || self.inherited || self.generated.is_some() || self.identity.is_some() {
            return Vec::new();
        }
        if self.not_null {
            return self.stages_of_filling();
        }
        let with = |filled| vec![Column { filled, ..self.clone() }.into()];
        vec![with(Filled::Waits), with(Filled::Done)]
    }

    /// Rows are filled before a check is there, which whoever changes one of them without a value would not pass.
    fn stages_of_filling(&self) -> Vec<Vec<Object>> {
        let column = |not_null, filled| Object::from(Column { not_null, filled, ..self.clone() });
        let check = self.not_null_check();
        vec![
            vec![column(false, Filled::Waits)],
            vec![column(false, Filled::Done), check.not_validated().into()],
            vec![column(false, Filled::Done), check.clone().into()],
            vec![column(true, Filled::Done), check.into()],
        ]
    }

    /// A check that says the same as NOT NULL.
    fn not_null_check(&self) -> Constraint {
        let expression = Sql::new(format!("{} is not null", self.name));
        Constraint {
            table: self.table.clone(),
            name: name::generated(self.table.name.as_str(), self.name.as_str(), "not_null"),
            rule: Rule::Check(Check { expression, not_valid: false, no_inherit: false }),
            deferrable: false,
            initially_deferred: false,
        }
    }

    /// The storage Postgres gives the type: extended for what may be long, main for numeric, plain for what has a fixed length.
    fn default_storage(&self) -> &'static str {
        let variable = [
            "text", "varchar", "char", "bytea", "json", "jsonb", "xml", "bit", "varbit", "tsvector", "path", "polygon",
        ];
        match self.data_type.name.as_str() {
            _ if self.data_type.dimensions > 0 || !self.data_type.built_in => "extended",
            "numeric" | "inet" | "cidr" => "main",
            name if variable.contains(&name) || name.ends_with("range") => "extended",
            _ => "plain",
        }
    }
}
