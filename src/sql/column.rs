//! Columns that a piece of SQL uses, and which of them certainly do not exist. When in doubt, a column exists.

use super::Parsed;
use crate::diagnostic::nearest;

/// A reference to what is probably a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// The schema in `schema.table.column`.
    pub schema: Option<String>,
    /// The table or alias in `table.column`.
    pub qualifier: Option<String>,
    pub name: String,
    pub start: usize,
    pub end: usize,
    pub(super) scope: usize,
}

/// A column that certainly does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    pub name: String,
    pub qualifier: Option<String>,
    pub start: usize,
    pub end: usize,
    /// The column that was probably meant.
    pub near: Option<String>,
}

/// What the names of one SELECT stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scope {
    pub parent: Option<usize>,
    pub relations: Vec<Relation>,
    /// Whether names may stand for things that the text does not show.
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub schema: Option<String>,
    /// The alias, or the table's own name without one; empty where there is none.
    pub name: String,
    pub columns: Columns,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Columns {
    Known(Vec<String>),
    Table { schema: Option<String>, name: String },
    Unknown,
}

/// Finds a table's columns by its schema and name.
pub type Tables<'a> = dyn Fn(Option<&str>, &str) -> Option<Vec<String>> + 'a;

/// Columns that every table has.
pub const SYSTEM_COLUMNS: &[&str] = &["ctid", "tableoid", "xmin", "xmax", "cmin", "cmax"];
/// Names that stand for a row in some places, and those of columns that are no more.
const ALWAYS: &[&str] = &["value", "new", "old", "excluded", "oid"];

/// The relation that a column is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Home {
    Table {
        schema: Option<String>,
        name: String,
        /// What the text calls it.
        alias: String,
    },
    /// The table that the expression belongs to.
    Own,
    Unknown,
}

enum Verdict {
    Exists,
    /// It does not; these do.
    Missing(Vec<String>),
}

impl Parsed {
    /// The columns that certainly do not exist. `tables` gives the columns of a table it knows; `own` is the table that an expression
    /// belongs to, with its columns, and [`None`] where it belongs to none or to an unknown one.
    ///
    /// `t.name` may also call a function `name(t)`: whoever knows the functions should look there before reporting.
    #[must_use]
    pub fn unresolved(&self, tables: &Tables, own: Option<(&str, &[String])>) -> Vec<UnknownColumn> {
        let missing = |column: &ColumnUse| match &column.qualifier {
            None => self.unqualified(column, tables, own),
            Some(qualifier) => self.qualified(column, qualifier, tables, own),
        };
        self.columns
            .iter()
            .filter(|column| !SYSTEM_COLUMNS.iter().chain(ALWAYS).any(|known| column.name == *known))
            .filter_map(|column| match missing(column) {
                Verdict::Exists => None,
                Verdict::Missing(known) => Some(UnknownColumn {
                    name: column.name.clone(),
                    qualifier: column.qualifier.clone(),
                    start: column.start,
                    end: column.end,
                    near: nearest(&column.name, known.iter().map(String::as_str)).map(str::to_owned),
                }),
            })
            .collect()
    }

    /// The relation that a column is of, as far as the text and the tables that are known say it.
    pub(super) fn home(&self, column: &ColumnUse, tables: &Tables) -> Home {
        for relation in self.scopes_from(column.scope).flat_map(|scope| &scope.relations) {
            let named = column.qualifier.as_ref().map(|qualifier| *qualifier == relation.name);
            let holds = || relation.columns(tables).is_none_or(|columns| columns.contains(&column.name));
            match (named, &relation.columns) {
                (Some(false), _) => {}
                (None, _) if !holds() => {}
                (_, Columns::Table { schema, name }) => {
                    return Home::Table { schema: schema.clone(), name: name.clone(), alias: relation.name.clone() };
                }
                (_, Columns::Known(_) | Columns::Unknown) => return Home::Unknown,
            }
        }
        if self.expression { Home::Own } else { Home::Unknown }
    }

    fn unqualified(&self, column: &ColumnUse, tables: &Tables, own: Option<(&str, &[String])>) -> Verdict {
        let mut known = Vec::new();
        for scope in self.scopes_from(column.scope) {
            if scope.open {
                return Verdict::Exists;
            }
            for relation in &scope.relations {
                match relation.columns(tables) {
                    // The name of a relation stands for its whole row.
                    Some(columns) if relation.name != column.name && !columns.contains(&column.name) => {
                        known.extend(columns)
                    }
                    _ => return Verdict::Exists,
                }
            }
        }
        match own {
            Some((table, columns)) if table != column.name && !columns.contains(&column.name) => {
                known.extend_from_slice(columns)
            }
            None if !self.expression => {}
            _ => return Verdict::Exists,
        }
        Verdict::Missing(known)
    }

    fn qualified(
        &self,
        column: &ColumnUse,
        qualifier: &str,
        tables: &Tables,
        own: Option<(&str, &[String])>,
    ) -> Verdict {
        for scope in self.scopes_from(column.scope) {
            for relation in &scope.relations {
                // A relation without a name hides nothing; one whose schema differs may still be meant.
                if relation.name != qualifier {
                    continue;
                }
                let other = column.schema.is_some() && relation.schema != column.schema;
                return match relation.columns(tables) {
                    Some(columns) if !other && !columns.contains(&column.name) => Verdict::Missing(columns),
                    _ => Verdict::Exists,
                };
            }
        }
        match own {
            Some((table, columns))
                if self.expression
                    && (qualifier == table || matches!(qualifier, "new" | "old") && column.schema.is_none())
                    && !columns.contains(&column.name) =>
            {
                Verdict::Missing(columns.to_vec())
            }
            _ => Verdict::Exists,
        }
    }

    /// A scope and those around it, from the inside.
    fn scopes_from(&self, scope: usize) -> impl Iterator<Item = &Scope> {
        std::iter::successors(self.scopes.get(scope), |scope| scope.parent.and_then(|parent| self.scopes.get(parent)))
    }
}

impl Relation {
    fn columns(&self, tables: &Tables) -> Option<Vec<String>> {
        match &self.columns {
            Columns::Known(columns) => Some(columns.clone()),
            Columns::Table { schema, name } => tables(schema.as_deref(), name),
            Columns::Unknown => None,
        }
    }
}
