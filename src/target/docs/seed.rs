//! Rows that come with the schema, as a table.

use serde::Serialize;

use super::book::{Book, Relation};
use super::markdown::{code_cell, codes};
use super::section::Grid;
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;

/// More rows than this are counted and not listed.
const LISTED: usize = 100;

/// Longer values are cut.
const SHORT: usize = 80;

#[derive(Serialize)]
pub struct SeedView {
    count: usize,
    key: String,
    updates: bool,
    more: usize,
    rows: Option<Grid>,
}

pub fn seed(book: &Book, relation: &Relation) -> Option<SeedView> {
    let Some(Object::Seed(seed)) = book.catalog.get(&Id::named(Kind::Seed, &relation.name)) else { return None };
    let named: Vec<&Ident> = seed.rows.iter().flat_map(|row| row.0.iter().map(|(column, _)| column)).collect();
    let position = |column: &Ident| match book.catalog.get(&Id::of(Kind::Column, &relation.name, column)) {
        Some(Object::Column(column)) => (column.position, column.secret),
        _ => (u32::MAX, false),
    };
    let mut columns: Vec<&Ident> = named;
    columns.sort_by_key(|column| (position(column), *column));
    columns.dedup();
    let value = |column: &Ident, row: &[(Ident, String)]| {
        let value = row.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str());
        match value {
            Some(_) if position(column).1 => "masked".to_owned(),
            Some(value) => code_cell(&cut(value)),
            None => String::new(),
        }
    };
    let rows = seed.rows.iter().take(LISTED).map(|row| columns.iter().map(|column| value(column, &row.0)).collect());
    Some(SeedView {
        count: seed.rows.len(),
        key: codes(seed.key.iter().map(ToString::to_string)),
        updates: seed.update,
        more: seed.rows.len().saturating_sub(LISTED),
        rows: Grid::new(columns.iter().map(|column| code_cell(&column.to_string())), rows),
    })
}

fn cut(value: &str) -> String {
    if value.chars().count() <= SHORT {
        value.to_owned()
    } else {
        format!("{}…", value.chars().take(SHORT).collect::<String>())
    }
}
