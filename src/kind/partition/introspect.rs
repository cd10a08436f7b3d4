//! Partitions in a live database.

use serde::Deserialize;

use super::{Bound, Partition};
use crate::introspect::{self, Found, Query};
use crate::kind::table::Table;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select r.schema, r.name as table, pn.nspname as parent_schema, p.relname as parent,
       pg_get_expr(c.relpartbound, c.oid) as bound, h.inhdetachpending as leaving
     from $relations r
     join pg_class c on c.oid = r.oid
     join pg_inherits h on h.inhrelid = c.oid
     join pg_class p on p.oid = h.inhparent
     join pg_namespace pn on pn.oid = p.relnamespace
     where c.relispartition and r.kind in ('r', 'p', 'f')",
)];

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    table: Ident,
    parent_schema: Ident,
    parent: Ident,
    bound: String,
    leaving: bool,
}

/// Whether a partition has nothing but the columns, keys and indexes that its parent gives it, so that these are not objects of their own.
#[must_use]
pub fn follows_parent(table: &Name, found: &Found) -> bool {
    let table = found.objects.get(&Id::named(Kind::Table, table));
    matches!(table, Some(Object::Table(Table { partition_of: Some(_), .. })))
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, table, parent_schema, parent, bound, leaving } = self;
        let table = Name { schema, name: table };
        let id = Id::named(Kind::Table, &table);
        if leaving {
            found.partly(&id, "partition", "it was detached concurrently, which did not come to its end");
        }
        let Some(read) = Bound::parse(&bound) else { return found.partly(&id, "partition", &bound) };
        let attached = !follows_parent(&table, found);
        let parent = Name { schema: parent_schema, name: parent };
        found.define(Partition { table, parent, bound: read, attached }, []);
    }
}
