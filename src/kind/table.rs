//! A table. Its columns, constraints, indexes, policies and the rest are objects of their own; what is read here is their common document.

mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::Column;
use super::constraint::Constraint;
use super::scope::Scope;
use super::{
    Alter, Define, Id, Kind, Object, access, constraint, default, grants, index, job, policy, publication_table,
    replica_identity, row_security, rule, seed, statistics, trigger,
};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
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
    pub partition_of: Option<PartitionOf>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_method: Option<Ident>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    Range,
    List,
    Hash,
}

/// PARTITION BY.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartitionBy {
    pub strategy: Strategy,
    pub key: Vec<index::Element>,
}

/// PARTITION OF … FOR VALUES.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartitionOf {
    pub parent: Name,
    pub bound: Bound,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Range { from: Vec<String>, to: Vec<String> },
    List { values: Vec<String> },
    Hash { modulus: i64, remainder: i64 },
    Default,
}

/// MaxHeapAttributeNumber.
const MAX_COLUMNS: usize = 1600;

/// Reads a `table:` or `extends:` document into all its objects.
pub fn read<'y>(map: &Map<'y>, name: &Name, scope: &Scope<'y>) {
    let extends = map.get("extends").is_some();
    let columns = map.get("columns");
    // Postgres has tables without columns, which nobody wants who forgets to list them.
    if columns.is_none_or(Node::is_null) && !extends {
        let span = map.entry("table").map_or(map.span(), |e| e.value.span);
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
        own.extend(read_column(entry, name, position, extends, scope));
    }
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
    seed::read(map, name, &own, scope);
    job::read_retention(map, name, &own, scope);
    if !extends {
        read_whole(map, name, &own, scope);
    }
}

/// What only a table of our own has: what it is made of, and who may do what with it.
fn read_whole<'y>(map: &Map<'y>, name: &Name, own: &[Column], scope: &Scope<'y>) {
    let partitioning = map.get("partition_by");
    let partition_by = partitioning.and_then(|node| read_partition_by(node, scope));
    for node in map.items("partitions") {
        read_partition(node, name, partition_by.as_ref(), scope);
    }
    let table = Table {
        name: name.clone(),
        unlogged: map.flag("unlogged"),
        partition_by,
        partition_of: None,
        storage_parameters: index::storage_parameters(map, scope),
        tablespace: map.get("tablespace").and_then(|node| scope.ident(node)),
        access_method: map.get("access_method").and_then(|node| scope.ident(node)),
    };
    let id = table.id();
    let mut rights = grants::Grants::read(map, &id, scope);
    if map.get("grants").is_none() && map.get("access").is_some() {
        rights = grants::Grants::none(&id);
    }
    access::read(map, name, own, &mut rights, scope);
    if rights.stated(scope) {
        let span = map.entry("grants").or_else(|| map.entry("access")).map_or(map.span(), |e| e.key_span);
        scope.define(rights, span, &[("grants", map.get("grants")), ("access", map.get("access"))]);
    }
    let span = map.entry("table").map_or(map.span(), |e| e.value.span);
    scope.define(table, span, &[("columns", map.get("columns")), ("partition_by", partitioning)]);
    scope.satellites(map, &id);
}

/// A column as its entry declares it, with what stands in the same map: default, comment, constraints of this column alone.
/// One whose type cannot be read is a column all the same, so that what names it is not reported too.
fn read_column<'y>(entry: &'y Entry, table: &Name, position: u32, extends: bool, scope: &Scope<'y>) -> Option<Column> {
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
            secret: false,
            using: None,
            extends,
        };
        scope.define(column.clone(), entry.key_span, &[("type", Some(&entry.value))]);
        return Some(column);
    }
    let map = scope.reader.map(&entry.value, "a column")?;
    let column = Column::read(&map, table, name.clone(), position, extends, scope);
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

fn read_partition_by(node: &Node, scope: &Scope) -> Option<PartitionBy> {
    let map = scope.reader.map(node, "`partition_by`")?;
    let found: Vec<_> = [("range", Strategy::Range), ("list", Strategy::List), ("hash", Strategy::Hash)]
        .into_iter()
        .filter_map(|(key, strategy)| map.get(key).map(|node| (node, strategy)))
        .collect();
    map.finish();
    let [(key, strategy)] = found.as_slice() else {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, "`partition_by` says one way to partition")
                .help("write `{ range: [column] }`, `{ list: [column] }` or `{ hash: [column] }`"),
        );
        return None;
    };
    let key: Option<Vec<_>> = scope.reader.items(key).iter().map(|item| index::Element::read(item, scope)).collect();
    Some(PartitionBy { strategy: *strategy, key: key? })
}

fn read_partition<'y>(node: &'y Node, parent: &Name, by: Option<&PartitionBy>, scope: &Scope<'y>) {
    let Some(map) = scope.reader.map(node, "a partition") else { return };
    let name = map.required("name").and_then(|node| scope.name(node));
    let values = |key: &'static str| -> Vec<String> {
        map.items(key).iter().filter_map(|item| bound_value(item, scope)).collect()
    };
    let (from, to, list) = (values("from"), values("to"), values("in"));
    let bound = match (map.flag("default"), map.integer("modulus"), map.integer("remainder")) {
        (true, _, _) => Some((Bound::Default, by.map(|b| b.strategy))),
        (false, Some(modulus), Some(remainder)) => Some((Bound::Hash { modulus, remainder }, Some(Strategy::Hash))),
        _ if !list.is_empty() => Some((Bound::List { values: list }, Some(Strategy::List))),
        _ if !from.is_empty() && !to.is_empty() => Some((Bound::Range { from, to }, Some(Strategy::Range))),
        _ => None,
    };
    match (bound, by) {
        (Some((bound, strategy)), Some(by)) if strategy == Some(by.strategy) => {
            let partition_by = map.get("partition_by").and_then(|node| read_partition_by(node, scope));
            let partitions = map.items("partitions");
            if let Some(name) = name {
                for node in partitions {
                    read_partition(node, &name, partition_by.as_ref(), scope);
                }
                let id = Id::named(Kind::Table, &name);
                let partition = Table {
                    name,
                    unlogged: map.flag("unlogged"),
                    partition_by,
                    partition_of: Some(PartitionOf { parent: parent.clone(), bound }),
                    storage_parameters: index::storage_parameters(&map, scope),
                    tablespace: map.get("tablespace").and_then(|node| scope.ident(node)),
                    access_method: None,
                };
                // A partition is a table of its own to whoever names it: row security and grants of the parent do not hold it shut.
                row_security::define(&partition.name, true, false, node.span, scope);
                scope.grants(&map, &id);
                scope.define(partition, node.span, &[]);
                scope.satellites(&map, &id);
            }
        }
        (_, by) => {
            let expected = match by.map(|b| b.strategy) {
                Some(Strategy::Range) => "`from: [value]` and `to: [value]`, or `default: true`",
                Some(Strategy::List) => "`in: [value]`, or `default: true`",
                Some(Strategy::Hash) => "`modulus: n` and `remainder: n`",
                None => "`partition_by` on the table first",
            };
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, node.span, "the partition does not say which rows it holds")
                    .help(format!("write {expected}")),
            );
        }
    }
    map.finish();
}

fn bound_value(node: &Node, scope: &Scope) -> Option<String> {
    if let Value::Scalar(scalar) = &node.value {
        if matches!(scalar.text.to_lowercase().as_str(), "minvalue" | "maxvalue") {
            return Some(scalar.text.to_lowercase());
        }
        return Some(if scalar.is_number() || scalar.is_null() || scalar.as_bool().is_some() {
            if scalar.is_null() { "null".to_owned() } else { scalar.text.clone() }
        } else {
            name::literal(&scalar.text)
        });
    }
    default::read(node, None, scope).map(|sql| sql.to_string())
}

impl Table {
    fn head(&self) -> String {
        format!("create {}table {}", if self.unlogged { "unlogged " } else { "" }, self.name)
    }

    fn tail(&self) -> String {
        let mut sql = String::new();
        if let Some(by) = &self.partition_by {
            sql.push_str(&format!(
                " partition by {} ({})",
                by.strategy.word(),
                name::list(by.key.iter().map(index::Element::sql))
            ));
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

impl Strategy {
    fn word(self) -> &'static str {
        match self {
            Strategy::Range => "range",
            Strategy::List => "list",
            Strategy::Hash => "hash",
        }
    }
}

impl Bound {
    /// The bound as it follows PARTITION OF.
    #[must_use]
    pub fn sql(&self) -> String {
        match self {
            Bound::Range { from, to } => format!("for values from ({}) to ({})", from.join(", "), to.join(", ")),
            Bound::List { values } => format!("for values in ({})", values.join(", ")),
            Bound::Hash { modulus, remainder } => format!("for values with (modulus {modulus}, remainder {remainder})"),
            Bound::Default => "default".to_owned(),
        }
    }
}

impl Define for Table {
    const PRINTED: &'static [&'static str] = &["expression"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        self.partition_of.as_ref().map(|of| Id::named(Kind::Table, &of.parent))
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        if let Some(of) = &self.partition_of {
            needs.relation(&of.parent);
        }
        for element in self.partition_by.iter().flat_map(|by| &by.key) {
            if let Some(expression) = &element.expression {
                needs.expression(&self.name, expression);
            }
        }
    }

    fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement> {
        if let Some(of) = &self.partition_of {
            return vec![Statement::new(format!(
                "{} partition of {} {}{}",
                self.head(),
                of.parent,
                of.bound.sql(),
                self.tail()
            ))];
        }
        let mut columns: Vec<&Column> = parts
            .iter()
            .filter_map(|part| if let Object::Column(column) = part { Some(column) } else { None })
            .collect();
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
        let mut lines: Vec<String> = columns.iter().map(|column| column.definition(default_of(&column.name))).collect();
        lines.extend(constraints.into_iter().map(Constraint::definition));
        let mut statements =
            vec![Statement::new(format!("{} (\n  {}\n){}", self.head(), lines.join(",\n  "), self.tail()))];
        statements.extend(columns.iter().flat_map(|column| column.settings(profile)));
        statements
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop table {}", self.name)).hazard(Hazard::DataLoss)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Table { name, unlogged, partition_by, partition_of, storage_parameters, tablespace, access_method } = self;
        let mut statements = Vec::new();
        let mut action = |action: String| Statement::new(format!("alter table {name} {action}"));
        if partition_by != &to.partition_by {
            return Alter::Refuse(
                "the partition key of a table cannot be changed; create a new table and move the rows".to_owned(),
            );
        }
        match (partition_of, &to.partition_of) {
            (from, to) if from == to => {}
            (Some(from), Some(to)) => {
                statements.push(Statement::new(format!("alter table {} detach partition {name}", from.parent)));
                statements.push(
                    Statement::new(format!("alter table {} attach partition {name} {}", to.parent, to.bound.sql()))
                        .hazard(Hazard::TableScan)
                        .hazard(Hazard::MayFail),
                );
            }
            (Some(from), None) => {
                statements.push(Statement::new(format!("alter table {} detach partition {name}", from.parent)))
            }
            (None, Some(to)) => statements.push(
                Statement::new(format!("alter table {} attach partition {name} {}", to.parent, to.bound.sql()))
                    .hazard(Hazard::TableScan)
                    .hazard(Hazard::MayFail),
            ),
            (None, None) => {}
        }
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
        if let Some(by) = &self.partition_by {
            facts.push((
                "Partitioned by",
                format!("{} ({})", by.strategy.word(), name::list(by.key.iter().map(index::Element::sql))),
            ));
        }
        if let Some(of) = &self.partition_of {
            facts.push(("Partition of", format!("{} {}", of.parent, of.bound.sql())));
        }
        if !self.storage_parameters.is_empty() {
            facts.push(("Storage parameters", index::parameters(&self.storage_parameters)));
        }
        facts
    }

    fn write(&self, out: &mut Written) {
        let Table { name, unlogged, partition_by, partition_of, storage_parameters, tablespace, access_method } = self;
        let mut map = emit::Map::of(if partition_of.is_some() { "name" } else { "table" }, out.name(name));
        match partition_of {
            Some(of) => of.bound.write(&mut map, out),
            None => PARTS.iter().for_each(|key| map.slot(key)),
        }
        if partition_of.is_none() && !has_columns(name, out) {
            map.set("columns", emit::Map::default());
        }
        map.flag("unlogged", *unlogged);
        map.set_if("storage_parameters", index::written_parameters(storage_parameters));
        map.set_if("tablespace", tablespace.as_ref());
        map.set_if("access_method", access_method.as_ref());
        map.slot("replica_identity");
        if let Some(by) = partition_by {
            map.set(
                "partition_by",
                emit::Map::of(
                    by.strategy.word(),
                    by.key.iter().map(|element| element.written(out)).collect::<emit::Value>(),
                ),
            );
        }
        for key in ["partitions", "owner", "rls", "policies", "grants", "triggers", "rules"] {
            map.slot(key);
        }
        match partition_of {
            Some(of) => {
                let parent = Id::named(Kind::Table, &of.parent);
                let parent = if out.get(&parent).is_some() { parent } else { extension(&of.parent, out) };
                out.item(self.id(), parent, "partitions", map);
            }
            None => {
                row_security::write_off(name, &mut map, out);
                out.document(self.id(), map);
            }
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

/// What a table is made of, in the order of its document.
const PARTS: &[&str] =
    &["comment", "columns", "primary_key", "unique", "foreign_keys", "checks", "exclude", "indexes", "statistics"];

fn has_columns(table: &Name, out: &Written) -> bool {
    let first = Id::named(Kind::Column, table);
    out.following(&first).next().is_some_and(|(id, _)| id.kind == first.kind && id.path.starts_with(&first.path))
}

/// Whether a table has a document of its own. A partition stands in that of its parent.
#[must_use]
pub fn has_document(table: &Name, out: &Written) -> bool {
    matches!(out.get(&Id::named(Kind::Table, table)), Some(Object::Table(Table { partition_of: None, .. })))
}

/// The object whose document holds what belongs to a table: the table, or a document that extends it.
pub fn home(table: &Name, out: &mut Written) -> Id {
    if has_document(table, out) { Id::named(Kind::Table, table) } else { extension(table, out) }
}

/// The document that extends a table, which is no object of the model.
pub fn extension(table: &Name, out: &mut Written) -> Id {
    let id = Id::satellite(Kind::Table, &Id::named(Kind::Table, table));
    let mut map = emit::Map::of("extends", out.name(table));
    PARTS.iter().for_each(|key| map.slot(key));
    out.document(id.clone(), map);
    id
}

impl Bound {
    fn write(&self, map: &mut emit::Map, out: &Written) {
        let list = |values: &[String]| values.iter().map(|sql| written_bound(sql, out)).collect::<emit::Value>();
        match self {
            Bound::Range { from, to } => {
                map.set("from", list(from));
                map.set("to", list(to));
            }
            Bound::List { values } => map.set("in", list(values)),
            Bound::Hash { modulus, remainder } => {
                map.set("modulus", *modulus);
                map.set("remainder", *remainder);
            }
            Bound::Default => map.set("default", true),
        }
    }
}

fn written_bound(sql: &String, out: &Written) -> emit::Value {
    let text = name::unquoted(sql);
    let short = [emit::Value::Null, emit::Value::word(sql)].into_iter().chain(text.map(emit::Value::from));
    out.first_read_as(sql, short, bound_value).unwrap_or_else(|| emit::Map::of("sql", sql.as_str()).into())
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
