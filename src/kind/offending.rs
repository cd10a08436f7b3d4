//! Rows that keep a rule from being given to a table, as a query that finds them.

use super::constraint::{Constraint, ForeignKey, Rule};
use super::index::Index;
use super::{Id, Kind, Object};
use crate::catalog::Catalog;
use crate::name::{Ident, Name};

/// A query that returns something where there are such rows, on tables as they are called at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offending {
    pub query: String,
    /// The tables whose rows it reads.
    pub tables: Vec<Name>,
}

impl Offending {
    fn of(table: &Name, query: String) -> Offending {
        Offending { query, tables: vec![table.clone()] }
    }

    /// Any row at all.
    #[must_use]
    pub fn any(table: &Name) -> Offending {
        Offending::of(table, format!("select 1 from {table}"))
    }

    #[must_use]
    pub fn nulls(table: &Name, column: &Ident) -> Offending {
        Offending::of(table, format!("select 1 from {table} where {column} is null"))
    }

    /// What an object refuses; none where no short query tells.
    #[must_use]
    pub fn against(object: &Object, model: &Catalog) -> Option<Offending> {
        match object {
            Object::Constraint(constraint) => against_constraint(constraint, model),
            Object::Index(index) if index.unique => {
                let columns = plain(index)?;
                let kept = index.predicate.as_ref().map(|predicate| format!("({predicate})"));
                let query = alike(&own(&index.table, model), &columns, index.nulls_not_distinct, kept);
                Some(Offending::of(&index.table, query))
            }
            _ => None,
        }
    }
}

fn against_constraint(constraint: &Constraint, model: &Catalog) -> Option<Offending> {
    let table = &constraint.table;
    let query = match &constraint.rule {
        Rule::Check(check) if !check.not_valid => {
            let rows = if check.no_inherit { own(table, model) } else { table.to_string() };
            format!("select 1 from {rows} where not ({})", check.expression)
        }
        Rule::Unique(key) => alike(&own(table, model), &key.columns, key.nulls_not_distinct, None),
        Rule::PrimaryKey(key) => {
            let empty: Vec<String> = key.columns.iter().map(|column| format!("{column} is null")).collect();
            let rows = own(table, model);
            let twice = alike(&rows, &key.columns, false, None);
            format!("select 1 from {rows} where {} union all {twice}", empty.join(" or "))
        }
        Rule::ForeignKey(key) if !key.not_valid && !key.references.is_empty() => {
            let query = orphans(table, key, model);
            return Some(Offending { query, tables: vec![table.clone(), key.table.clone()] });
        }
        Rule::Check(_) | Rule::ForeignKey(_) | Rule::Exclude(_) => return None,
    };
    Some(Offending::of(table, query))
}

/// Rows that refer to none; one with a null refers to nothing.
fn orphans(table: &Name, key: &ForeignKey, model: &Catalog) -> String {
    let given: Vec<String> = key.columns.iter().map(|column| format!("referring.{column} is not null")).collect();
    let pairs = key.columns.iter().zip(&key.references);
    let same: Vec<String> = pairs.map(|(own, other)| format!("referred.{other} = referring.{own}")).collect();
    format!(
        "select 1 from {} referring where {} and not exists (select from {} referred where {})",
        own(table, model),
        given.join(" and "),
        own(&key.table, model),
        same.join(" and ")
    )
}

/// Rows that share what is to be unique; nulls are not alike unless that is said.
fn alike(rows: &str, columns: &[Ident], nulls_not_distinct: bool, kept: Option<String>) -> String {
    let given = columns.iter().filter(|_| !nulls_not_distinct).map(|column| format!("{column} is not null"));
    let conditions: Vec<String> = given.chain(kept).collect();
    let only = if conditions.is_empty() { String::new() } else { format!(" where {}", conditions.join(" and ")) };
    format!("select 1 from {rows}{only} group by {} having count(*) > 1", crate::name::list(columns))
}

/// The columns of an index that stands on nothing else and compares as they do by themselves.
fn plain(index: &Index) -> Option<Vec<Ident>> {
    let of_column = |element: &super::index::Element| match (&element.column, &element.collation, &element.opclass) {
        (Some(column), None, None) => Some(column.clone()),
        _ => None,
    };
    index.elements.iter().map(of_column).collect()
}

/// The rows that a key of a table is about: not those of tables that inherit from it, but those of its partitions.
fn own(table: &Name, model: &Catalog) -> String {
    match model.get(&Id::named(Kind::Table, table)) {
        Some(Object::Table(own)) if own.partition_by.is_none() => format!("only {table}"),
        _ => table.to_string(),
    }
}
