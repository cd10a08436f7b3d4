//! A table. Its columns, constraints, indexes, policies and the rest are objects of their own; what is read here is their common document.

pub mod inheritance;
mod introspect;
mod partition_by;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use partition_by::{PartitionBy, Strategy};

use super::column::{Column, Filled};
use super::constraint::Constraint;
use super::foreign_options::Options;
use super::partition::Partition;
use super::scope::Scope;
use super::{
    Alter, Define, Id, Kind, Object, access, constraint, default, grants, index, job, partition, policy,
    publication_table, replica_identity, row_security, rule, seed, statistics, trigger,
};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::sql::{self, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;
use crate::yaml::{Entry, Node, Value};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: Name,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlogged: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_by: Option<PartitionBy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    /// It is made as a partition of this table, with its columns.
    pub partition_of: Option<Name>,
    /// The tables that it has columns and checks from, beside its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<Name>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_method: Option<Ident>,
}

/// MaxHeapAttributeNumber.
const MAX_COLUMNS: usize = 1600;

/// Whose columns are read: those of a table, those that are added to one, or those of a foreign table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    Table,
    Extended,
    Foreign,
}

impl Host {
    /// The key that names it.
    fn key(self) -> &'static str {
        match self {
            Host::Table => "table",
            Host::Extended => "extends",
            Host::Foreign => "foreign_table",
        }
    }
}

/// Reads a `table:` or `extends:` document into all its objects.
pub fn read<'y>(map: &Map<'y>, name: &Name, scope: &Scope<'y>) {
    let extends = map.get("extends").is_some();
    let own = read_columns(map, name, if extends { Host::Extended } else { Host::Table }, scope);
    read_parts(map, name, scope);
    seed::read(map, name, &own, scope);
    job::read_retention(map, name, &own, scope);
    if !extends {
        read_whole(map, name, &own, scope);
    }
}

/// Reads `columns`, with what stands in the map of each.
pub fn read_columns<'y>(map: &Map<'y>, name: &Name, host: Host, scope: &Scope<'y>) -> Vec<Column> {
    let extends = host == Host::Extended;
    let columns = map.get("columns");
    // Postgres has tables without columns, which nobody wants who forgets to list them.
    if columns.is_none_or(Node::is_null) && !extends && map.get("inherits").is_none() {
        let span = map.entry(host.key()).map_or(map.span(), |e| e.value.span);
        scope.reader.report(
            Diagnostic::error(code::EMPTY_TABLE, span, format!("the table `{}` has no columns", name.name.as_str()))
                .help("list them under `columns:`; write `columns: {}` if none are meant"),
        );
    }
    if let Some(Node { span, value: Value::Map(entries) }) = columns
        && entries.len() > MAX_COLUMNS
    {
        let last = entries.get(MAX_COLUMNS).map_or(*span, |entry| entry.key_span);
        let diagnostic = Diagnostic::error(
            code::BAD_VALUE,
            last,
            format!("the table has {} columns, Postgres keeps {MAX_COLUMNS}", entries.len()),
        );
        scope.reader.report(diagnostic.help("move columns to a table of their own, or into one of type jsonb"));
    }
    // Documents that extend one table number its new columns on.
    let mut position = if extends { scope.extended_columns(name) } else { 0 };
    let mut own = Vec::new();
    for entry in columns.map_or(&[] as &[Entry], |node| scope.reader.entries(node)) {
        position += 1;
        own.extend(read_column(entry, name, position, host, scope));
    }
    own
}

/// What only a table of our own has: what it is made of, and who may do what with it.
fn read_whole<'y>(map: &Map<'y>, name: &Name, own: &[Column], scope: &Scope<'y>) {
    let partitioning = map.get("partition_by");
    let partition_by = partitioning.and_then(|node| PartitionBy::read(node, scope));
    read_partitions(map, name, partition_by.as_ref(), scope);
    partition::read_attached(map, name, scope);
    let table = Table::read(map, name, partition_by, None, scope);
    let id = table.id();
    let mut rights = grants::Grants::read(map, &id, scope);
    if map.get("grants").is_none() && map.get("access").is_some() {
        rights = grants::Grants::none(&id);
    }
    access::read(map, name, own, &mut rights, scope);
    if map.get("grants").is_some() || map.get("access").is_some() {
        rights.leave_out_owner(map, scope);
    }
    if rights.stated(scope) {
        let span = map.entry("grants").or_else(|| map.entry("access")).map_or(map.span(), |e| e.key_span);
        scope.define(rights, span, &[("grants", map.get("grants")), ("access", map.get("access"))]);
    }
    let span = map.entry("table").map_or(map.span(), |e| e.value.span);
    scope.define(table, span, &[("columns", map.get("columns")), ("partition_by", partitioning)]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
}

/// A column as its entry declares it, with what stands in the same map: default, comment, constraints of this column alone.
/// One whose type cannot be read is a column all the same, so that what names it is not reported too.
fn read_column<'y>(entry: &'y Entry, table: &Name, position: u32, host: Host, scope: &Scope<'y>) -> Option<Column> {
    let name = scope.key(&entry.key, entry.key_span);
    let id = Id::of(Kind::Column, table, &name);
    if entry.value.is_null() {
        let diagnostic =
            Diagnostic::error(code::MISSING_KEY, entry.key_span, format!("the column `{}` has no type", entry.key));
        scope.reader.report(diagnostic.help(format!("write `{}: text`, or another type", entry.key)));
    }
    if let Value::Scalar(_) = &entry.value.value {
        let data_type =
            if entry.value.is_null() { None } else { scope.type_name(&entry.value) }.unwrap_or_else(TypeName::unknown);
        let column = Column {
            table: table.clone(),
            name,
            position,
            data_type,
            not_null: false,
            collation: None,
            identity: None,
            generated: None,
            storage: None,
            compression: None,
            statistics: None,
            attribute_options: BTreeMap::new(),
            secret: false,
            using: None,
            backfill: None,
            filled: Filled::Settled,
            options: Options::default(),
            extends: host == Host::Extended,
            inherited: false,
        };
        scope.define(column.clone(), entry.key_span, &[("type", Some(&entry.value))]);
        return Some(column);
    }
    let map = scope.reader.map(&entry.value, "a column")?;
    let column = Column::read(&map, table, name.clone(), position, host, scope);
    let data_type = Some(&column.data_type);
    // `default: null` is no default, but `default: {}` is one.
    if let Some(node) = map.get("default")
        && let Some(expression) = default::read(node, data_type, scope)
    {
        if column.generated.is_some() || column.identity.is_some() {
            let other = if column.generated.is_some() { "generated" } else { "identity" };
            scope.reader.report(
                Diagnostic::error(
                    code::CONFLICTING_KEYS,
                    node.span,
                    format!("a column cannot have both `default` and `{other}`"),
                )
                .help("remove one of the two"),
            );
        } else {
            scope.define(
                default::Default { table: table.clone(), column: name.clone(), expression },
                node.span,
                &[("expression", default::sql_of(node, data_type)), ("value", Some(node))],
            );
        }
    }
    scope.comment(&map, &id);
    scope.renamed(&map, &id);
    constraint::read_of_column(&map, entry.key_span, table, &name, data_type, scope);
    if map.get("null").is_some() {
        scope.answer(code::NULLABLE_DEFAULT, id.clone());
    }
    let (node, kind) = (map.get("generated"), map.get("type"));
    map.finish();
    let expression = node.map(|node| node.get("expression").unwrap_or(node));
    scope.define(column.clone(), entry.key_span, &[("generated", expression), ("type", kind)]);
    Some(column)
}

/// What a table holds beside columns, wherever it stands.
fn read_parts<'y>(map: &Map<'y>, name: &Name, scope: &Scope<'y>) {
    constraint::read_all(map, name, scope);
    for node in map.items("indexes") {
        index::read(node, name, scope);
    }
    for node in map.items("triggers") {
        if let Some(trigger) = scope.reader.map(node, "a trigger") {
            trigger::read(&trigger, Some(name), scope);
        }
    }
    for node in map.items("rules") {
        if let Some(rule) = scope.reader.map(node, "a rule") {
            rule::read(&rule, Some(name), scope);
        }
    }
    for node in map.items("statistics") {
        statistics::read(node, name, scope);
    }
    row_security::read(map, name, scope);
    for node in map.items("policies") {
        policy::read(node, name, scope);
    }
    replica_identity::read(map, name, scope);
    publication_table::read(map, name, scope);
}

fn read_partitions<'y>(map: &Map<'y>, parent: &Name, by: Option<&PartitionBy>, scope: &Scope<'y>) {
    for node in map.items("partitions") {
        let Some(partition) = scope.reader.map(node, "a partition") else { continue };
        let name = partition.required("name").and_then(|node| scope.name(node));
        let understood = partition::read(&partition, name.as_ref(), parent, by, node.span, scope);
        if let (Some(name), true) = (&name, understood) {
            read_partition(&partition, name, parent, scope);
        }
        // Of one that is not understood, the other keys were not looked at.
        if understood {
            partition.finish();
        }
    }
}

/// A partition is a table of its own to whoever names it: row security and grants of the parent do not hold it shut.
fn read_partition<'y>(map: &Map<'y>, name: &Name, parent: &Name, scope: &Scope<'y>) {
    let partition_by = map.get("partition_by").and_then(|node| PartitionBy::read(node, scope));
    read_partitions(map, name, partition_by.as_ref(), scope);
    read_parts(map, name, scope);
    let table = Table::read(map, name, partition_by, Some(parent.clone()), scope);
    let id = table.id();
    scope.grants(map, &id);
    scope.define(table, map.span(), &[("partition_by", map.get("partition_by"))]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
}

impl Table {
    fn read(
        map: &Map,
        name: &Name,
        partition_by: Option<PartitionBy>,
        partition_of: Option<Name>,
        scope: &Scope,
    ) -> Table {
        Table {
            name: name.clone(),
            unlogged: map.flag("unlogged"),
            partition_by,
            partition_of,
            inherits: map.items("inherits").iter().filter_map(|node| scope.relation(node)).collect(),
            storage_parameters: index::storage_parameters(map, scope),
            tablespace: map.get("tablespace").and_then(|node| scope.ident(node)),
            access_method: map.get("access_method").and_then(|node| scope.ident(node)),
        }
    }
}

impl Table {
    fn head(&self) -> String {
        format!("create {}table {}", if self.unlogged { "unlogged " } else { "" }, self.name)
    }

    fn tail(&self) -> String {
        let mut sql = String::new();
        if !self.inherits.is_empty() {
            sql.push_str(&format!(" inherits ({})", name::list(&self.inherits)));
        }
        if let Some(by) = &self.partition_by {
            sql.push_str(&format!(" partition by {}", by.sql()));
        }
        if let Some(method) = &self.access_method {
            sql.push_str(&format!(" using {method}"));
        }
        if !self.storage_parameters.is_empty() {
            sql.push_str(&format!(" with ({})", index::parameters(&self.storage_parameters)));
        }
        if let Some(tablespace) = &self.tablespace {
            sql.push_str(&format!(" tablespace {tablespace}"));
        }
        sql
    }
}

impl Define for Table {
    const PRINTED: &'static [&'static str] = &["expression"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        self.partition_of.as_ref().map(|parent| Id::named(Kind::Table, parent))
    }

    fn holds_rows(&self) -> bool {
        self.partition_by.is_none()
    }

    fn computed_anew(&self) -> Option<String> {
        self.partition_by.as_ref().map(|_| "rows stay in their partition until they are written".to_owned())
    }

    fn rename(&mut self, renaming: &Renaming) {
        for element in self.partition_by.iter_mut().flat_map(|by| &mut by.key) {
            element.rename(&self.name, renaming);
        }
        self.partition_of.iter_mut().chain(&mut self.inherits).for_each(|name| renaming.relation(name));
        renaming.relation(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        if let Some(parent) = &self.partition_of {
            needs.relation(parent);
        }
        for parent in &self.inherits {
            needs.relation(parent);
        }
        for element in self.partition_by.iter().flat_map(|by| &by.key) {
            if let Some(expression) = &element.expression {
                needs.expression(&self.name, expression);
            }
        }
    }

    fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement> {
        let (list, settings) = elements(parts, !self.inherits.is_empty(), profile);
        let partition =
            parts.iter().find_map(|part| if let Object::Partition(found) = part { Some(found) } else { None });
        let body = match partition {
            Some(Partition { parent, bound, .. }) if list.is_empty() => {
                format!("partition of {parent} {}", bound.sql())
            }
            Some(Partition { parent, bound, .. }) => format!("partition of {parent} ({list}) {}", bound.sql()),
            None => format!("({list})"),
        };
        let create = Statement::new(format!("{} {body}{}", self.head(), self.tail()));
        let mut statements = vec![match partition {
            Some(partition) => create.or_online([
                Statement::new(format!("{} ({}{list}){}", self.head(), partition.like(&list), self.tail())),
                Statement::new(partition.attach()),
            ]),
            None => create,
        }];
        statements.extend(settings);
        statements
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop table {}", self.name)).hazard(Hazard::DataLoss)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Table {
            name,
            unlogged,
            partition_by,
            partition_of: _,
            inherits,
            storage_parameters,
            tablespace,
            access_method,
        } = self;
        let mut statements = Vec::new();
        let mut action = |action: String| Statement::new(format!("alter table {name} {action}"));
        if partition_by != &to.partition_by {
            return Alter::Refuse(format!(
                "Postgres does not change how a table is partitioned; declare a second table that is, generate and copy the rows, \
                 then drop the declaration of this one and give the second its name, with `renamed_from`; it is {} now",
                partition_by.as_ref().map_or_else(|| "not partitioned".to_owned(), |by| format!("`{}`", by.sql()))
            ));
        }
        statements.extend(inheritance::change(inherits, &to.inherits).into_iter().map(&mut action));
        if *unlogged != to.unlogged {
            statements.push(
                action(format!("set {}", if to.unlogged { "unlogged" } else { "logged" })).hazard(Hazard::TableRewrite),
            );
        }
        statements
            .extend(index::alter_parameters(storage_parameters, &to.storage_parameters).into_iter().map(&mut action));
        if *tablespace != to.tablespace {
            let tablespace = to.tablespace.clone().unwrap_or_else(|| "pg_default".into());
            statements.push(action(format!("set tablespace {tablespace}")).hazard(Hazard::TableRewrite));
        }
        if *access_method != to.access_method {
            let method = to.access_method.clone().unwrap_or_else(|| "heap".into());
            statements.push(action(format!("set access method {method}")).hazard(Hazard::TableRewrite));
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if self.unlogged {
            facts.push(("Persistence", "unlogged".to_owned()));
        }
        if !self.inherits.is_empty() {
            facts.push(("Inherits", name::list(&self.inherits)));
        }
        if let Some(by) = &self.partition_by {
            facts.push(("Partitioned by", by.sql()));
        }
        if !self.storage_parameters.is_empty() {
            facts.push(("Storage parameters", index::parameters(&self.storage_parameters)));
        }
        facts
    }

    fn write(&self, out: &mut Written) {
        let Table {
            name,
            unlogged,
            partition_by,
            partition_of,
            inherits,
            storage_parameters,
            tablespace,
            access_method,
        } = self;
        let mut map = emit::Map::of(if partition_of.is_some() { "name" } else { "table" }, out.name(name));
        if let Some(Partition { bound, attached: false, .. }) = partition::of(name, out) {
            bound.write(&mut map, out);
        }
        PARTS.iter().for_each(|key| map.slot(key));
        map.list("inherits", inherits.iter().map(|parent| out.name(parent)));
        if partition_of.is_none() && inherits.is_empty() && !has_columns(name, out) {
            map.set("columns", emit::Map::default());
        }
        map.flag("unlogged", *unlogged);
        map.set_if("storage_parameters", index::written_parameters(storage_parameters));
        map.set_if("tablespace", tablespace.as_ref());
        map.set_if("access_method", access_method.as_ref());
        map.slot("replica_identity");
        map.set_if("partition_by", partition_by.as_ref().map(|by| by.written(out)));
        map.slot("partition_of");
        for key in ["partitions", "owner", "rls", "policies", "grants", "triggers", "rules"] {
            map.slot(key);
        }
        row_security::write_off(name, &mut map, out);
        match partition_of {
            Some(parent) => {
                let home = home(parent, out);
                out.item(self.id(), home, "partitions", map);
            }
            None => out.document(self.id(), map),
        }
    }
}

/// The values of a condition that [`one_of`] made.
#[must_use]
pub fn listed(column: &Ident, expression: &Sql) -> Option<Vec<String>> {
    let list = expression.as_str().strip_prefix(&format!("{column} in ("))?.strip_suffix(')')?;
    let values: Vec<String> = sql::items(list).into_iter().map(str::to_owned).collect();
    (one_of(column, &values) == *expression).then_some(values)
}

/// What stands in the parentheses of CREATE TABLE, and what is said after it.
#[must_use]
pub fn elements(parts: &[&Object], inherits: bool, profile: &Profile) -> (String, Vec<Statement>) {
    let mut columns: Vec<&Column> =
        parts.iter().filter_map(|part| if let Object::Column(column) = part { Some(column) } else { None }).collect();
    columns.sort_by_key(|column| column.position);
    let default_of = |name: &Ident| {
        parts.iter().find_map(|part| {
            if let Object::Default(default) = part { (default.column == *name).then_some(default) } else { None }
        })
    };
    let mut constraints: Vec<&Constraint> = parts
        .iter()
        .filter_map(|part| if let Object::Constraint(constraint) = part { Some(constraint) } else { None })
        .collect();
    constraints.sort_by_key(|constraint| constraint.rank());
    // Two equal keys in one statement become one.
    let (again, constraints): (Vec<_>, Vec<_>) = constraints
        .iter()
        .enumerate()
        .partition(|(at, constraint)| constraints[..*at].iter().any(|before| before.is_same_key(constraint)));
    let merges = |column: &Column| column.inherited && inherits && profile.postgres < 16;
    let mut lines: Vec<String> =
        columns.iter().map(|column| column.definition(default_of(&column.name), merges(column))).collect();
    lines.extend(constraints.into_iter().map(|(_, constraint)| constraint.definition()));
    let list = if lines.is_empty() { String::new() } else { format!("\n  {}\n", lines.join(",\n  ")) };
    let mut after: Vec<Statement> =
        again.into_iter().flat_map(|(_, constraint)| constraint.create(&[], profile)).collect();
    after.extend(columns.iter().flat_map(|column| column.settings(profile)));
    (list, after)
}

/// What a table is made of, in the order of its document.
const PARTS: &[&str] =
    &["comment", "columns", "primary_key", "unique", "foreign_keys", "checks", "exclude", "indexes", "statistics"];

pub(super) fn has_columns(table: &Name, out: &Written) -> bool {
    let first = Id::named(Kind::Column, table);
    out.following(&first).next().is_some_and(|(id, _)| id.kind == first.kind && id.path.starts_with(&first.path))
}

/// The table, foreign or not, that is ours to declare.
#[must_use]
pub fn own(table: &Name, out: &Written) -> Option<Id> {
    [Kind::Table, Kind::ForeignTable].map(|kind| Id::named(kind, table)).into_iter().find(|id| out.get(id).is_some())
}

/// Whether a table is ours to declare.
#[must_use]
pub fn is_ours(table: &Name, out: &Written) -> bool {
    own(table, out).is_some()
}

/// Where what belongs to a table is declared: with the table, or in a document that extends it.
pub fn home(table: &Name, out: &mut Written) -> Id {
    own(table, out).unwrap_or_else(|| extension(table, out))
}

/// The document that extends a table, which is no object of the model.
pub fn extension(table: &Name, out: &mut Written) -> Id {
    let id = Id::satellite(Kind::Table, &Id::named(Kind::Table, table));
    let mut map = emit::Map::of("extends", out.name(table));
    PARTS.iter().for_each(|key| map.slot(key));
    out.document(id.clone(), map);
    id
}

/// The columns a list of nodes names.
pub fn columns(node: &Node, scope: &Scope) -> Option<Vec<Ident>> {
    scope.reader.items(node).iter().map(|item| scope.ident(item)).collect()
}

/// A place for an object that a short form made out of another value.
#[must_use]
pub fn span_of(map: &Map, key: &'static str) -> Span {
    map.entry(key).map_or(map.span(), |e| e.key_span)
}

/// The SQL that says a column is one of some texts.
#[must_use]
pub fn one_of(column: &Ident, values: &[String]) -> Sql {
    Sql::new(format!("{column} in ({})", values.join(", ")))
}
