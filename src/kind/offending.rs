//! Rows that keep a rule from being given to a table, as a query that finds them.

use super::column::{Column, Conversion, narrowing};
use super::constraint::{Constraint, ForeignKey, Rule};
use super::enumeration::Enum;
use super::index::Index;
use super::{Id, Kind, Object};
use crate::catalog::Catalog;
use crate::name::{self, Ident, Name};

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
    fn of(table: &Name, query: String) -> Offending {
        Offending { query, tables: vec![table.clone()], column: None, stops: false }
    }

    fn on(self, column: &Ident) -> Offending {
        Offending { column: Some(column.clone()), ..self }
    }

    /// Any row at all, which would have no value in a new column.
    #[must_use]
    pub fn any(table: &Name, column: &Ident) -> Offending {
        Offending::of(table, format!("select 1 from {table}")).on(column)
    }

    #[must_use]
    pub fn nulls(table: &Name, column: &Ident) -> Offending {
        Offending::of(table, format!("select 1 from {table} where {column} is null")).on(column)
    }

    /// Values of a column that are none of a type it gets, converted as is said, or as Postgres would.
    #[must_use]
    pub fn values(old: &Column, new: &Column, model: &Catalog) -> Option<Offending> {
        let (table, column) = (&old.table, &old.name);
        let conversion = Conversion::between(column, &old.data_type, &new.data_type);
        let becomes = new.data_type.qualified().and_then(|name| model.get(&Id::named(Kind::Enum, &name)));
        if let (None, Some(_), Some(Object::Enum(labels))) = (&new.using, &conversion.using, becomes)
            && new.data_type.dimensions == 0
        {
            let labels: Vec<String> = labels.values.iter().map(|label| name::literal(label)).collect();
            let query = format!("select 1 from {table} where {column}::text <> all (array[{}])", labels.join(", "));
            return Some(Offending::of(table, query).on(column));
        }
        if let Some(sql) = new.using.as_ref().or(conversion.using.as_ref()) {
            let query = format!("select count(({sql})::{}) from {table}", new.data_type);
            let only = new.using.is_none().then(|| column.clone());
            return Some(Offending { stops: true, column: only, ..Offending::of(table, query) });
        }
        if !conversion.may_fail {
            return None;
        }
        // A cast cuts what is too long to be assigned.
        if let Some(wrong) = narrowing::wrong_length(column, &new.data_type) {
            return Some(Offending::of(table, format!("select 1 from {table} where {wrong}")).on(column));
        }
        let query = format!("select count({column}::{}) from {table}", new.data_type);
        Some(Offending { stops: true, ..Offending::of(table, query).on(column) })
    }

    /// Values that an enum no longer has, in each column of it.
    #[must_use]
    pub fn labels(old: &Enum, new: &Enum, before: &Catalog) -> Vec<Offending> {
        let gone: Vec<String> = old.left_without(new).into_iter().map(|label| name::literal(label)).collect();
        let holds = |column: &&Column| {
            column.data_type.qualified().as_ref() == Some(&old.name) && column.data_type.dimensions == 0
        };
        let columns = before.of_kind(Kind::Column).filter_map(|(_, object)| match object {
            Object::Column(column) => Some(column),
            _ => None,
        });
        let query = |Column { table, name, .. }: &Column| {
            Offending::of(table, format!("select 1 from {table} where {name}::text in ({})", gone.join(", "))).on(name)
        };
        columns.filter(holds).filter(|_| !gone.is_empty()).map(query).collect()
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
            return Some(Offending {
                query,
                tables: vec![table.clone(), key.table.clone()],
                column: None,
                stops: false,
            });
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
    format!("select 1 from {rows}{only} group by {} having count(*) > 1", name::list(columns))
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
