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

/// A column of a view that its query calls otherwise now.
struct Relabelled<'c> {
    view: &'c Name,
    at: usize,
    before: String,
    now: String,
    /// The end gives it the name that it had, or has no such view.
    keeps: bool,
}

/// What queries call otherwise now, because something that they name is renamed.
fn relabelled<'c>(id: &Id, object: &'c Object, after: &Object, to: &Catalog) -> Vec<Relabelled<'c>> {
    let (Some((name, given, query)), Some((_, _, now))) = (view(object), view(after)) else { return Vec::new() };
    if now == query {
        return Vec::new();
    }
    let labels = |query: &Sql| sql::labels(query.as_str());
    let (Some(before), Some(now)) = (labels(query), labels(now)) else { return Vec::new() };
    let end = to.get(id).map(|end| view(end).and_then(|(_, _, query)| labels(query)).unwrap_or_default());
    let pairs = before.into_iter().zip(now).enumerate().skip(given.len());
    let changed = pairs.filter_map(|(at, (before, now))| {
        let (before, now) = (before?, now?);
        let keeps = end.as_ref().is_none_or(|end| end.get(at).is_some_and(|end| end.as_ref() == Some(&before)));
        (before != now).then_some(Relabelled { view: name, at, before, now, keeps })
    });
    changed.collect()
}

/// The moves of columns of views that others bring about, without those that are made already.
pub fn moves(state: &Catalog, carried: &Catalog, ids: &BTreeMap<Id, Id>, made: &[Move], to: &Catalog) -> Vec<Move> {
    let mut found = Vec::new();
    for (old, object) in state.iter().filter(|(_, object)| view(object).is_some()) {
        let Some((new, after)) = ids.get(old).and_then(|id| Some((id, carried.get(id)?))) else { continue };
        for Relabelled { view, at: _, before, now, keeps } in relabelled(new, object, after, to) {
            let column = |column: String| Id::of(Kind::Column, view, &Ident::new(column));
            if !keeps {
                found.push(Move { old: column(before), new: column(now), silent: true });
            }
        }
    }
    found.retain(|each| !made.iter().any(|other| other.old == each.old));
    found
}

/// Says of the columns that keep their names what these are, as Postgres does.
pub fn keep(state: &Catalog, carried: &mut Catalog, ids: &BTreeMap<Id, Id>, to: &Catalog) {
    for (old, object) in state.iter().filter(|(_, object)| view(object).is_some()) {
        let Some((new, entry)) = ids.get(old).and_then(|id| Some((id, carried.objects.get_mut(id)?))) else { continue };
        let kept = relabelled(new, object, &entry.object, to).into_iter().filter(|each| each.keeps);
        let kept: BTreeMap<usize, Ident> = kept.map(|each| (each.at, Ident::new(each.before))).collect();
        let query = match &mut entry.object {
            Object::View(view) => &mut view.query,
            Object::MaterializedView(view) => &mut view.query,
            _ => continue,
        };
        if let Some(labelled) = sql::labelled(query.as_str(), &kept) {
            *query = Sql::new(labelled);
        }
    }
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
