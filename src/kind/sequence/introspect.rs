//! Sequences in a live database. What an identity column counts with is read with the column.

use serde::Deserialize;

use super::{Options, OwnedBy, Sequence};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{Ident, Name};

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select c.oid::bigint, n.nspname as schema, c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relacl as acl,
       d.description as comment, c.relpersistence = 'u' as unlogged,
       format_type(s.seqtypid, null) as type, s.seqstart as start, s.seqincrement as increment, s.seqmin as min_value,
       s.seqmax as max_value, s.seqcache as cache, s.seqcycle as cycle,
       tn.nspname as table_schema, t.relname as table, a.attname as column
     from pg_sequence s
     join pg_class c on c.oid = s.seqrelid
     join pg_namespace n on n.oid = c.relnamespace
     $comment(pg_class, c.oid)
     left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
       and o.refclassid = 'pg_class'::regclass and o.deptype in ('a', 'i')
     left join pg_class t on t.oid = o.refobjid
     left join pg_namespace tn on tn.oid = t.relnamespace
     left join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
     where c.relnamespace = any ($schemas) and o.deptype is distinct from 'i' and $own(pg_class, c.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    unlogged: bool,
    #[serde(flatten)]
    counting: Counting,
    table_schema: Option<Ident>,
    table: Option<Ident>,
    column: Option<Ident>,
    #[serde(flatten)]
    common: Common,
}

/// How a sequence counts, every value said.
#[derive(Deserialize)]
pub struct Counting {
    #[serde(rename = "type")]
    pub data_type: String,
    start: i64,
    increment: i64,
    min_value: i64,
    max_value: i64,
    cache: i64,
    cycle: bool,
}

impl Counting {
    /// The options, without those that a new sequence would have by itself.
    #[must_use]
    pub fn options(&self) -> Options {
        let Counting { data_type, start, increment, min_value, max_value, cache, cycle } = self;
        let (least, most) = match data_type.as_str() {
            "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
            "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        let down = *increment < 0;
        let (least, most) = if down { (least, -1) } else { (1, most) };
        let unless = |value: i64, default: i64| (value != default).then_some(value);
        Options {
            start: unless(*start, if down { *max_value } else { *min_value }),
            increment: unless(*increment, 1),
            min_value: unless(*min_value, least),
            max_value: unless(*max_value, most),
            cache: unless(*cache, 1),
            cycle: *cycle,
        }
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, name, unlogged, counting, table_schema, table, column, common } = self;
        let owned_by = match (table_schema, table, column) {
            (Some(schema), Some(name), Some(column)) => Some(OwnedBy { table: Name { schema, name }, column }),
            _ => None,
        };
        let sequence = Sequence {
            name: Name { schema, name },
            data_type: found.type_name(&counting.data_type),
            unlogged,
            options: counting.options(),
            owned_by,
        };
        let owned = sequence.owned_by.is_some();
        let id = found.define(sequence, [Address::new("pg_class", oid)]);
        found.common(&id, common);
        // It belongs to whoever owns the table, and changes hands with that only.
        if owned {
            found.owners.remove(&id);
        }
    }
}
