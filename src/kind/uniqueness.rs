//! What indexes and constraints keep unique, and whether one of them keeps what another asks for.

use super::column::Column;
use super::constraint::Rule;
use super::index::Element;
use super::{Id, Kind, Object};
use crate::catalog::Catalog;
use crate::name::{Ident, Name};
use crate::sql::Sql;

/// Rows of a table of which no two are alike.
#[derive(Debug, Clone)]
pub struct Uniqueness<'a> {
    pub table: &'a Name,
    /// In what they differ, however that is sorted.
    parts: Vec<Element>,
    /// Whether two without a value are alike.
    nulls_not_distinct: bool,
    /// The rows that are meant, if not all of them.
    predicate: Option<&'a Sql>,
    /// Whether each has a value in every part.
    primary: bool,
}

impl<'a> Uniqueness<'a> {
    /// What an object keeps unique, if it does so.
    #[must_use]
    pub fn of(object: &'a Object) -> Option<Uniqueness<'a>> {
        match object {
            Object::Index(index) if index.unique => Some(Uniqueness {
                table: &index.table,
                parts: index.elements.iter().map(unsorted).collect(),
                nulls_not_distinct: index.nulls_not_distinct,
                predicate: index.predicate.as_ref(),
                primary: false,
            }),
            Object::Constraint(constraint) => {
                let (Rule::PrimaryKey(key) | Rule::Unique(key)) = &constraint.rule else { return None };
                Some(Uniqueness {
                    table: &constraint.table,
                    parts: key.columns.iter().map(part).collect(),
                    nulls_not_distinct: key.nulls_not_distinct,
                    predicate: None,
                    primary: matches!(constraint.rule, Rule::PrimaryKey(_)),
                })
            }
            _ => None,
        }
    }

    /// Whether no rows of a model break it: something there is at least as strict, and no column of it becomes another.
    #[must_use]
    pub fn is_kept(&self, kept: &[Uniqueness], from: &Catalog, to: &Catalog) -> bool {
        let stays = |part: &Element| {
            part.column.as_ref().is_none_or(|name| match (self.column(from, name), self.column(to, name)) {
                (Some(old), Some(new)) => {
                    (&old.data_type, &old.collation, &old.generated) == (&new.data_type, &new.collation, &new.generated)
                        && (!self.primary || old.not_null)
                }
                // Those of a materialized view are not told one by one.
                (None, None) => !self.primary,
                (Some(_), None) | (None, Some(_)) => false,
            })
        };
        self.parts.iter().all(stays) && kept.iter().any(|other| other.implies(self))
    }

    fn column<'m>(&self, model: &'m Catalog, name: &Ident) -> Option<&'m Column> {
        match model.get(&Id::of(Kind::Column, self.table, name)) {
            Some(Object::Column(column)) => Some(column),
            _ => None,
        }
    }

    fn implies(&self, other: &Uniqueness) -> bool {
        self.parts.iter().all(|part| other.parts.contains(part))
            && (self.predicate.is_none() || self.predicate == other.predicate)
            && (self.nulls_not_distinct || !other.nulls_not_distinct)
    }
}

fn part(column: &Ident) -> Element {
    Element { column: Some(column.clone()), ..Element::default() }
}

fn unsorted(element: &Element) -> Element {
    Element { descending: false, nulls_first: None, ..element.clone() }
}
