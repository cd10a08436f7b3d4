//! Rows that keep an object from coming or from changing, as queries that find them.

use super::{Id, Kind, Object};
use crate::catalog::Catalog;
use crate::name::{self, Ident, Name};

/// Where a plan starts and where it leads, with one name for what both have.
#[derive(Debug, Clone, Copy)]
pub struct Models<'a> {
    pub from: &'a Catalog,
    pub to: &'a Catalog,
}

/// A query that returns something where there are such rows, on tables as they are called at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offending {
    pub query: String,
    /// The tables whose rows it reads.
    pub tables: Vec<Name>,
    /// The column, where it looks at no other.
    pub column: Option<Ident>,
    /// Whether it stops at such rows, rather than returning them.
    pub stops: bool,
}

impl Offending {
    /// Rows of a table that meet a condition.
    #[must_use]
    pub fn rows(table: &Name, condition: &str) -> Offending {
        Offending::of(table, format!("select 1 from {table} where {condition}"))
    }

    /// Any row at all, which would have no value in a new column.
    #[must_use]
    pub fn any(table: &Name, column: &Ident) -> Offending {
        Offending::of(table, format!("select 1 from {table}")).on(column)
    }

    #[must_use]
    pub fn nulls(table: &Name, column: &Ident) -> Offending {
        Offending::rows(table, &format!("{column} is null")).on(column)
    }

    /// Rows of a table that a query returns.
    #[must_use]
    pub fn of(table: &Name, query: String) -> Offending {
        Offending { query, tables: vec![table.clone()], column: None, stops: false }
    }

    /// Values of a table that a query stops at.
    #[must_use]
    pub fn at(table: &Name, query: String) -> Offending {
        Offending { stops: true, ..Offending::of(table, query) }
    }

    #[must_use]
    pub fn on(self, column: &Ident) -> Offending {
        Offending { column: Some(column.clone()), ..self }
    }

    /// Rows that share what is to be unique; nulls are not alike unless that is said.
    #[must_use]
    pub fn alike(rows: &str, columns: &[Ident], nulls_not_distinct: bool, kept: Option<String>) -> String {
        let given = columns.iter().filter(|_| !nulls_not_distinct).map(|column| format!("{column} is not null"));
        let conditions: Vec<String> = given.chain(kept).collect();
        let only = if conditions.is_empty() { String::new() } else { format!(" where {}", conditions.join(" and ")) };
        format!("select 1 from {rows}{only} group by {} having count(*) > 1", name::list(columns))
    }
}

/// The rows that a key of a table is about: not those of tables that inherit from it, but those of its partitions.
#[must_use]
pub fn own(table: &Name, model: &Catalog) -> String {
    match model.get(&Id::named(Kind::Table, table)) {
        Some(Object::Table(own)) if own.partition_by.is_none() => format!("only {table}"),
        _ => table.to_string(),
    }
}
