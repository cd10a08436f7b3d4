//! The values that rows get which were there before a column was, or before it had to have one.

use serde::{Deserialize, Serialize};

use super::Column;
use crate::catalog::{Catalog, Entry};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::scope::Scope;
use crate::kind::{Id, Kind, Object};
use crate::sql::{self, Form, Sql};
use crate::step::{Hazard, Statement};
use crate::yaml::{Node, Value, emit};

/// An expression over the other columns of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backfill {
    pub value: Sql,
    /// How many rows are written in one transaction while others are at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<u32>,
}

/// How far it is, on the way to a model where it is no longer asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filled {
    #[default]
    Settled,
    /// The column is there, and rows have no value yet.
    Waits,
    /// Rows have their values.
    Done,
}

/// Whoever changes a row of a batch waits for its end: so many take less than a tenth of a second.
const BATCH: u32 = 2_000;

impl Backfill {
    pub(super) fn read(node: &Node, scope: &Scope) -> Option<Backfill> {
        if !matches!(node.value, Value::Map(_)) {
            return Some(Backfill { value: expression(node, scope)?, batch: None });
        }
        let map = scope.reader.map(node, "a backfill")?;
        let value = map.required("value").and_then(|node| expression(node, scope));
        let batch = map.get("batch").and_then(|node| rows(node, scope));
        map.finish();
        Some(Backfill { value: value?, batch })
    }

    pub(super) fn written(&self) -> emit::Value {
        let Backfill { value, batch } = self;
        match batch {
            Some(batch) => emit::Map::of("value", value).with("batch", i64::from(*batch)).into(),
            None => value.into(),
        }
    }
}

/// The columns that it names may be gone from the YAML by now, so only its form is looked at.
fn expression(node: &Node, scope: &Scope) -> Option<Sql> {
    let sql = scope.sql(node)?;
    if let Err(error) = sql::parse(sql.as_str(), Form::Expression)
        && error.certain
    {
        let diagnostic = Diagnostic::error(code::SQL_SYNTAX, node.span, error.message);
        scope.reader.report(diagnostic.help("write an expression over the columns of the row"));
    }
    Some(sql)
}

fn rows(node: &Node, scope: &Scope) -> Option<u32> {
    let number = scope.reader.integer(node)?;
    let rows = u32::try_from(number).ok().filter(|rows| *rows > 0);
    if rows.is_none() {
        let diagnostic = Diagnostic::error(code::BAD_VALUE, node.span, format!("{number} rows are no batch"));
        scope.reader.report(diagnostic.help("write how many rows one transaction fills, 1 or more"));
    }
    rows
}

impl Column {
    /// Gives rows without a value theirs, all in one statement.
    pub(super) fn fill(&self, backfill: &Backfill) -> Statement {
        let (table, name, value) = (&self.table, &self.name, sql::operand(backfill.value.as_str()));
        Statement::new(format!("update {table} set {name} = {value} where {name} is null")).hazard(Hazard::TableScan)
    }

    /// Gives rows without a value theirs, so many in a transaction of their own, in the order in which they lie in the table. A row that
    /// others change meanwhile may come to lie where was looked already, so it is gone through again until nothing is found, which a trigger
    /// may prevent; and at last in one statement, which Postgres has follow such rows. Those that get no value must not be written for ever.
    pub(super) fn fill_in_batches(&self, backfill: &Backfill) -> Statement {
        let (table, name, value) = (&self.table, &self.name, sql::operand(backfill.value.as_str()));
        let batch = backfill.batch.unwrap_or(BATCH);
        // What names no column has a value for every row, and may have another each time that it is asked.
        let depends = sql::parse(backfill.value.as_str(), Form::Expression).map_or(true, |own| !own.columns.is_empty());
        let has_value = if depends { format!(" and ({value}) is not null") } else { String::new() };
        Statement::new(format!(
            "do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from {table} where ctid > done limit {batch}) part;
      exit when upto is null;
      update {table} set {name} = {value}
        where ctid > done and ctid <= upto and {name} is null{has_value};
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update {table} set {name} = {value} where {name} is null{has_value};
end
$backfill$"
        ))
        .outside_transaction()
    }

    /// Whether rows get their values on the way from another state of the column, or from nothing.
    pub(super) fn fills(&self, old: Option<&Column>) -> Option<&Backfill> {
        let asked = old.is_none_or(|old| !old.not_null && self.not_null);
        self.backfill.as_ref().filter(|_| asked && self.filled == Filled::Settled)
    }
}

/// Whether the object is a column on the way to its values.
#[must_use]
pub fn is_filling(object: &Object) -> bool {
    matches!(object, Object::Column(column) if column.filled != Filled::Settled)
}

/// The columns that go, but not before others have been filled from them.
#[must_use]
pub fn passing(from: &Catalog, to: &Catalog) -> Vec<Entry> {
    let mut passing = Vec::new();
    for (id, object) in to.iter() {
        let Object::Column(column) = object else { continue };
        let old = match from.get(id) {
            Some(Object::Column(old)) => Some(old),
            _ => None,
        };
        if from.get(&Id::named(Kind::Table, &column.table)).is_none() {
            continue;
        }
        let Some(backfill) = column.fills(old) else { continue };
        for name in sql::words(backfill.value.as_str()).names {
            let source = Id::of(Kind::Column, &column.table, &name);
            passing.extend(from.objects.get(&source).filter(|_| to.get(&source).is_none()).cloned());
        }
    }
    passing
}
