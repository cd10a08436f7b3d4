//! Rows that belong to the schema, found again by a key. A row that is new there is inserted, or meets one that somebody else made, which is
//! updated or left alone. Of rows that were declared before, what changed is updated, and those that no longer are, go.

mod change;
mod join;

use std::collections::{BTreeMap, BTreeSet, btree_map};

use serde::{Deserialize, Serialize};

use super::column::{Column, Generation};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, default, table};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

pub use change::{only_loses, passing};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    pub table: Name,
    pub key: Vec<Ident>,
    /// Whether a row that somebody else made already takes the values given here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub update: bool,
    /// Whether a row gives the value of an identity that is otherwise always generated.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overriding: bool,
    pub rows: Vec<Row>,
}

/// A row: columns and their values as SQL, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(pub Vec<(Ident, String)>);

impl Row {
    fn get(&self, column: &Ident) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
    }

    fn columns(&self) -> Vec<&Ident> {
        self.0.iter().map(|(column, _)| column).collect()
    }
}

/// Reads `seed` of a table.
pub fn read<'y>(map: &Map<'y>, table: &Name, columns: &[Column], scope: &Scope<'y>) {
    let Some(node) = map.get("seed") else { return };
    if let Value::List(_) = node.value {
        let diagnostic = Diagnostic::error(code::WRONG_TYPE, node.span, "expected `seed` as a map, found a list");
        scope
            .reader
            .report(diagnostic.help("write `seed: { key: …, rows: […] }`: without a key the rows are not found again"));
        return;
    }
    let Some(seed) = scope.reader.map(node, "`seed`") else { return };
    let key_node = seed.required("key");
    let key = key_node.and_then(|node| table::columns(node, scope));
    let update = seed.choice("on_conflict", &[("nothing", false), ("update", true)]).unwrap_or(false);
    let rows_node = seed.required("rows");
    let nodes = rows_node.map_or(&[] as &[Node], |node| scope.reader.list(node));
    seed.finish();
    let rows: Vec<(&Node, Row)> =
        nodes.iter().filter_map(|node| Some((node, read_row(node, columns, scope)?))).collect();
    let Some(key) = key else { return };
    let mut first: BTreeMap<Vec<&str>, Span> = BTreeMap::new();
    for (node, row) in &rows {
        has_key(node, &key, columns, scope);
        let Some(identity) = key.iter().map(|column| row.get(column)).collect::<Option<Vec<_>>>() else { continue };
        match first.entry(identity) {
            btree_map::Entry::Vacant(entry) => drop(entry.insert(node.span)),
            btree_map::Entry::Occupied(entry) => scope.reader.report(
                Diagnostic::error(code::BAD_SEED, node.span, "two rows have the same key")
                    .also(*entry.get(), "the first is here")
                    .help("remove one of them"),
            ),
        }
    }
    if !rows.is_empty() {
        let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
        let always = |name: &Ident| {
            columns
                .iter()
                .any(|c| c.name == *name && c.identity.as_ref().is_some_and(|i| i.generation == Generation::Always))
        };
        let overriding = rows.iter().flat_map(Row::columns).any(always);
        scope.define(
            Seed { table: table.clone(), key, update, overriding, rows },
            table::span_of(map, "seed"),
            &[("key", key_node), ("rows", rows_node)],
        );
    }
}

/// Reports the key that a row lacks, unless a misspelt column is reported already.
fn has_key(node: &Node, key: &[Ident], columns: &[Column], scope: &Scope) {
    let Value::Map(entries) = &node.value else { return };
    if entries.iter().any(|entry| columns.iter().all(|column| column.name.as_str() != entry.key)) {
        return;
    }
    let nullable = |name: &&Ident| columns.iter().any(|column| column.name == **name && !column.not_null);
    for column in key.iter().filter(nullable) {
        if let Some(value) = node.get(column.as_str()).filter(|value| value.is_null()) {
            let problem = format!("the key `{}` is null", column.as_str());
            let diagnostic = Diagnostic::error(code::BAD_SEED, value.span, problem);
            scope
                .reader
                .report(diagnostic.help("write a value: nothing is equal to null, so the row is not found again"));
        }
    }
    for column in key.iter().filter(|column| node.get(column.as_str()).is_none()) {
        let diagnostic =
            Diagnostic::error(code::BAD_SEED, node.span, format!("the row lacks the key `{}`", column.as_str()));
        scope
            .reader
            .report(diagnostic.help(format!("add `{}: …`: without it the row is not found again", column.as_str())));
    }
}

/// A row; values that do not fit are reported and left out of it.
fn read_row(node: &Node, columns: &[Column], scope: &Scope) -> Option<Row> {
    let Value::Map(entries) = &node.value else {
        scope.reader.report(
            Diagnostic::error(code::WRONG_TYPE, node.span, format!("expected a row as a map, found {}", node.what()))
                .help("write `{ column: value }`"),
        );
        return None;
    };
    let mut row = Vec::new();
    for entry in entries {
        let name = scope.key(&entry.key, entry.key_span);
        let Some(column) = columns.iter().find(|column| column.name == name) else {
            let diagnostic = Diagnostic::error(
                code::BAD_SEED,
                entry.key_span,
                format!("the table has no column `{}`", name.as_str()),
            );
            scope.reader.report(match nearest(name.as_str(), columns.iter().map(|c| c.name.as_str())) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
                None => diagnostic.help("remove the value, or add the column"),
            });
            continue;
        };
        if column.generated.is_some() {
            scope.reader.report(
                Diagnostic::error(
                    code::BAD_SEED,
                    entry.key_span,
                    format!("the column `{}` is generated", name.as_str()),
                )
                .help("remove the value: Postgres computes it"),
            );
            continue;
        }
        let json = column.data_type.is("json") || column.data_type.is("jsonb");
        let value = match &entry.value.value {
            Value::Map(inner) if !json && inner.len() == 1 && inner[0].key == "sql" => {
                scope.sql(&inner[0].value).map(|sql| sql.to_string())
            }
            // A JSON null and an SQL NULL are two things; the plain word is the SQL one.
            _ if entry.value.is_null() => Some("null".to_owned()),
            _ => default::literal(&entry.value, Some(&column.data_type), scope),
        };
        if value.as_deref() == Some("null") && column.not_null {
            scope.reader.report(
                Diagnostic::error(
                    code::BAD_SEED,
                    entry.value.span,
                    format!("the column `{}` does not take null", name.as_str()),
                )
                .help("write a value"),
            );
        }
        row.extend(value.map(|value| (name, value)));
    }
    Some(Row(row))
}

impl Seed {
    /// One INSERT for each run of rows with the same columns: a missing column keeps what it has, or its default.
    fn insert(&self, rows: &[&Row]) -> Vec<Statement> {
        rows.chunk_by(|a, b| a.columns() == b.columns()).map(|chunk| self.insert_same(chunk)).collect()
    }

    fn insert_same(&self, rows: &[&Row]) -> Statement {
        let columns = rows.first().map(|row| row.columns()).unwrap_or_default();
        let values = rows
            .iter()
            .map(|row| format!("({})", name::list(row.0.iter().map(|(_, value)| value))))
            .collect::<Vec<_>>()
            .join(",\n  ");
        let others: Vec<String> = columns
            .iter()
            .filter(|column| !self.key.contains(column))
            .map(|column| format!("{column} = excluded.{column}"))
            .collect();
        let action = if self.update && !others.is_empty() {
            format!("do update set {}", others.join(", "))
        } else {
            "do nothing".to_owned()
        };
        let overriding = if self.overriding { " overriding system value" } else { "" };
        Statement::new(format!(
            "insert into {} ({}){overriding}\nvalues\n  {values}\non conflict ({}) {action}",
            self.table,
            name::list(columns),
            name::list(&self.key)
        ))
    }

    fn delete(&self, rows: &[&Row]) -> Vec<Statement> {
        if rows.is_empty() {
            return Vec::new();
        }
        let value = |row: &Row, key: &Ident| row.get(key).unwrap_or("null").to_owned();
        let tuple = |row: &&Row| match self.key.as_slice() {
            [only] => value(row, only),
            key => format!("({})", name::list(key.iter().map(|k| value(row, k)))),
        };
        let key =
            if let [only] = self.key.as_slice() { only.to_string() } else { format!("({})", name::list(&self.key)) };
        vec![
            Statement::new(format!(
                "delete from {} where {key} in ({})",
                self.table,
                name::list(rows.iter().map(tuple))
            ))
            .hazard(Hazard::DataLoss),
        ]
    }
}

impl Define for Seed {
    fn id(&self) -> Id {
        Id::named(Kind::Seed, &self.table)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn rename(&mut self, renaming: &Renaming) {
        let columns = self.rows.iter_mut().flat_map(|row| row.0.iter_mut().map(|(column, _)| column));
        renaming.columns(&self.table, self.key.iter_mut().chain(columns));
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        needs.unique_key(&self.table, &self.key);
        needs.rows_of_references(&self.table);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        self.insert(&self.rows.iter().collect::<Vec<_>>())
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        self.delete(&self.rows.iter().collect::<Vec<_>>())
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let change = self.change(to);
        let mut statements = self.delete(&change.gone);
        statements.extend(change.kept.iter().filter_map(|(old, new)| to.update(change.key, old, new)));
        statements.extend(to.insert(&change.new));
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Rows", self.rows.len().to_string()), ("Found by", name::list(&self.key))]
    }

    fn write(&self, out: &mut Written) {
        let Seed { table, key, update, overriding: _, rows } = self;
        let columns: Vec<Column> = rows
            .iter()
            .flat_map(Row::columns)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter_map(|name| column(table, name, out))
            .collect();
        let mut map = emit::Map::of("key", key.iter().collect::<emit::Value>());
        map.set_if("on_conflict", update.then_some("update"));
        map.set("rows", emit::Value::Items(rows.iter().map(|row| row.written(&columns, out).into()).collect()));
        // Rows name columns of their own document.
        let home = if columns.iter().any(|column| column.extends) {
            table::extension(table, out)
        } else {
            table::home(table, out)
        };
        out.key(self.id(), home, "seed", map);
    }
}

fn column(table: &Name, name: &Ident, out: &Written) -> Option<Column> {
    match out.get(&Id::of(Kind::Column, table, name)) {
        Some(Object::Column(column)) => Some(column.clone()),
        _ => None,
    }
}

impl Row {
    fn written(&self, columns: &[Column], out: &Written) -> emit::Map {
        let mut map = emit::Map::default();
        for (name, sql) in &self.0 {
            let wanted = Row(vec![(name.clone(), sql.clone())]);
            let values = std::iter::once(emit::Value::Null)
                .chain(default::literals(sql))
                .map(|value| emit::Map::of(name.as_str(), value).into());
            let literal = out.first_read_as(&wanted, values, |node, scope| read_row(node, columns, scope));
            let value = match literal {
                Some(emit::Value::Map(mut row)) => std::mem::replace(row.value(name.as_str()), emit::Value::Null),
                _ => emit::Map::of("sql", sql.as_str()).into(),
            };
            map.set(name.as_str(), value);
        }
        map
    }
}
