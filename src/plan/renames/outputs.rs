//! Columns of views that are called after what their queries name: Postgres keeps their names when that gets another one, so they are
//! renamed too.

use std::collections::BTreeMap;

use super::Move;
use crate::catalog::Catalog;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::rename::Renaming;
use crate::sql::{self, Form, Sql};

/// The name, the names given to columns, and the query of a view of either kind.
fn view(object: &Object) -> Option<(&Name, &[Ident], &Sql)> {
    match object {
        Object::View(view) => Some((&view.name, &view.columns, &view.query)),
        Object::MaterializedView(view) => Some((&view.name, &view.columns, &view.query)),
        _ => None,
    }
}

/// The moves of columns of views that others bring about, without those that are made already.
pub fn moves(state: &Catalog, carried: &Catalog, ids: &BTreeMap<Id, Id>, made: &[Move]) -> Vec<Move> {
    let mut found = Vec::new();
    for (id, object) in state.iter() {
        let (Some((name, given, query)), Some(after)) = (view(object), ids.get(id).and_then(|id| carried.get(id)))
        else {
            continue;
        };
        let Some((_, _, now)) = view(after).filter(|(_, _, now)| *now != query) else { continue };
        let (Some(before), Some(now)) = (sql::labels(query.as_str()), sql::labels(now.as_str())) else { continue };
        for (before, now) in before.into_iter().zip(now).skip(given.len()) {
            if let (Some(before), Some(now)) = (before, now)
                && before != now
            {
                let column = |column: String| Id::of(Kind::Column, name, &Ident::new(column));
                found.push(Move { old: column(before), new: column(now), silent: true });
            }
        }
    }
    found.retain(|each| !made.iter().any(|other| other.old == each.old));
    found
}

/// Views that hide behind a `*` which of their columns are called after something that is renamed.
pub fn hidden(state: &Catalog, renaming: &Renaming, search_path: &[Ident]) -> Vec<Id> {
    let names_renamed = |query: &Sql| {
        let relations = match sql::parse(query.as_str(), Form::Query) {
            Ok(parsed) => parsed.relations,
            Err(_) => sql::mentions(query.as_str()),
        };
        relations.iter().any(|mention| {
            let schemas = mention.schema.as_ref().map_or_else(|| search_path.to_vec(), |schema| vec![schema.clone()]);
            schemas.into_iter().any(|schema| renaming.has_columns_of(&Name { schema, name: mention.name.clone() }))
        })
    };
    let hides = |(_, _, query): (&Name, &[Ident], &Sql)| {
        renaming.has_columns() && sql::labels(query.as_str()).is_none() && names_renamed(query)
    };
    state.iter().filter(|(_, object)| view(object).is_some_and(hides)).map(|(id, _)| id.clone()).collect()
}
