//! What a project had and now says is somebody else's: it is let go, not dropped.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::kind::scope::Externals;
use crate::kind::{Id, Kind, Object};
use crate::resolve::Resolver;

/// A model without what is declared external, and without its parts.
#[must_use]
pub fn forget(model: &Catalog, externals: &Externals, declared: &Catalog) -> Catalog {
    let external = |id: &Id, object: &Object| match object {
        // So is an extension whose types are.
        Object::Extension(extension) => {
            externals.extensions.contains(&extension.name)
                || externals.types.iter().any(|name| name.schema == extension.schema)
        }
        _ => is_external(id, externals),
    };
    let gone: BTreeSet<&Id> = model
        .iter()
        .filter(|(id, object)| declared.get(id).is_none() && external(id, object))
        .map(|(id, _)| id)
        .collect();
    let mut kept = model.clone();
    if !gone.is_empty() {
        let resolver = Resolver::new(model, &[]);
        let belongs = |object: &Object| {
            std::iter::successors(resolver.parent(object), |id| resolver.parent(model.get(id)?))
                .any(|id| gone.contains(&id))
        };
        // A part that is still declared stands on what is somebody else's from now on.
        kept.objects.retain(|id, entry| !gone.contains(id) && (declared.get(id).is_some() || !belongs(&entry.object)));
    }
    kept
}

fn is_external(id: &Id, externals: &Externals) -> bool {
    let Externals { schemas, roles, tables, functions: _, types, publications, extensions: _, servers } = externals;
    match (id.kind, id.path.as_slice()) {
        (Kind::Schema, [name]) => schemas.contains(name),
        (Kind::Role, [name]) => roles.contains(name),
        (Kind::Publication, [name]) => publications.contains(name),
        (Kind::Server, [name]) => servers.contains(name),
        (Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView, _) => {
            tables.keys().any(|name| Id::named(id.kind, name) == *id)
        }
        (Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType, _) => {
            types.iter().any(|name| Id::named(id.kind, name) == *id)
        }
        _ => false,
    }
}
