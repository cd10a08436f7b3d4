//! Whether seed rows are there: the rows of the tables that have some, as text, in both databases.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::kind::seed::Seed;
use crate::kind::{Id, Object};
use crate::name::{self, Ident};
use crate::scratch::{Database, Error};

/// How the rows of one table are found.
#[derive(Debug, Clone)]
pub(super) struct Query {
    id: Id,
    columns: Vec<Ident>,
    /// How many of the columns, from the first, tell one row from another.
    key: usize,
    sql: String,
}

/// The rows of one table.
pub(super) type Rows = Vec<Vec<Option<String>>>;

/// A row that is not what was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) id: Id,
    /// The row in words: `name = 'a'`.
    pub(super) row: String,
    pub(super) what: Row,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Missing,
    Extra,
    Changed { column: Ident, expected: String, found: String },
}

/// The queries for all seeds whose rows can be told apart.
pub(super) fn queries(catalog: &Catalog) -> Vec<Query> {
    let query = |(id, object): (&Id, &Object)| match object {
        Object::Seed(seed) => query(id, seed),
        _ => None,
    };
    catalog.iter().filter_map(query).collect()
}

fn query(id: &Id, seed: &Seed) -> Option<Query> {
    let values = seed.rows.iter().flat_map(|row| &row.0);
    let (mut given, mut computed) = (BTreeSet::new(), BTreeSet::new());
    for (column, value) in values {
        given.insert(column);
        if !is_constant(value) {
            computed.insert(column);
        }
    }
    if seed.key.iter().any(|column| computed.contains(column)) {
        return None;
    }
    let others = given.iter().filter(|column| !computed.contains(*column) && !seed.key.contains(column));
    let columns: Vec<Ident> = seed.key.iter().chain(others.copied()).cloned().collect();
    let sql =
        format!("select {} from {}", name::list(columns.iter().map(|column| format!("{column}::text"))), seed.table);
    Some(Query { id: id.clone(), columns, key: seed.key.len(), sql })
}

/// Whether a value is the same whenever it is computed: no function is called.
fn is_constant(sql: &str) -> bool {
    name::unquoted(sql).is_some() || !sql.contains('(') || sql.starts_with('\'') || sql.starts_with("E'")
}

/// The rows that all queries find.
pub(super) async fn rows(database: &mut Database, queries: &[Query]) -> Result<Vec<Rows>, Error> {
    let mut found = Vec::new();
    for query in queries {
        found.push(database.query_text(&query.sql).await?);
    }
    Ok(found)
}

/// How rows differ from those expected.
pub(super) fn compare(queries: &[Query], expected: &[Rows], found: &[Rows]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for ((query, expected), found) in queries.iter().zip(expected).zip(found) {
        let by_key = |rows: &'_ Rows| -> BTreeMap<Vec<Option<String>>, Vec<Option<String>>> {
            rows.iter().map(|row| (row.iter().take(query.key).cloned().collect(), row.clone())).collect()
        };
        let (expected, found) = (by_key(expected), by_key(found));
        let mut tell = |row: &[Option<String>], what: Row| {
            wrong.push(Wrong { id: query.id.clone(), row: query.words(row), what });
        };
        for (key, row) in &expected {
            let Some(other) = found.get(key) else {
                tell(row, Row::Missing);
                continue;
            };
            for ((column, value), other) in query.columns.iter().zip(row).zip(other).filter(|((_, a), b)| a != b) {
                let (expected, found) = (shown(value.as_ref()), shown(other.as_ref()));
                tell(row, Row::Changed { column: column.clone(), expected, found });
            }
        }
        for (_, row) in found.iter().filter(|(key, _)| !expected.contains_key(*key)) {
            tell(row, Row::Extra);
        }
    }
    wrong
}

impl Query {
    /// A row by its key.
    fn words(&self, row: &[Option<String>]) -> String {
        let pairs = self.columns.iter().zip(row).take(self.key);
        let words: Vec<String> = pairs.map(|(column, value)| format!("{column} = {}", shown(value.as_ref()))).collect();
        words.join(", ")
    }
}

fn shown(value: Option<&String>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| name::literal(value))
}
