//! Columns of tables in a live database. Those of a partition may be its parent's.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Collation, Column, Compression, Filled, Generated, Generation, Identity, Storage};
use crate::introspect::{self, Address, Found, Printed, Query, acl};
use crate::kind::foreign_options::{self, Listed, Options};
use crate::kind::grants::Rights;
use crate::kind::partition;
use crate::kind::sequence::Counting;
use crate::kind::{Id, Kind};
use crate::name::{self, Ident, Name};

/// A dropped column stays in the catalog and leaves a gap, so the place of a column is its rank among those that live.
pub const QUERIES: &[Query] = &[Query::new::<Row>(concat!(
    "select a.attrelid::bigint as relation, a.attnum as number, r.schema, r.name as table, a.attname as name,
       row_number() over (partition by a.attrelid order by a.attnum) as position,
       format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null, a.attinhcount > 0 as inherited, a.attislocal or c.relispartition as own,
       case when not a.attislocal and not c.relispartition then (
         select bool_and(u.attnotnull = a.attnotnull and u.attstorage = a.attstorage and u.attcompression = a.attcompression
           and coalesce(a.attstattarget, -1) = -1 and a.attoptions is null and a.attfdwoptions is null
           and pg_get_expr(ud.adbin, ud.adrelid) is not distinct from pg_get_expr(ad.adbin, ad.adrelid))
         from pg_inherits h
         join pg_attribute u on u.attrelid = h.inhparent and u.attname = a.attname and not u.attisdropped
         left join pg_attrdef ud on ud.adrelid = u.attrelid and ud.adnum = u.attnum
         left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
         where h.inhrelid = a.attrelid) end as follows_parent,
       case when a.attgenerated <> '' and not c.relispartition then (
         select bool_or(pg_get_expr(ud.adbin, ud.adrelid) is distinct from pg_get_expr(e.adbin, e.adrelid))
         from pg_inherits h
         join pg_attribute u on u.attrelid = h.inhparent and u.attname = a.attname and not u.attisdropped
         left join pg_attrdef ud on ud.adrelid = u.attrelid and ud.adnum = u.attnum
         where h.inhrelid = a.attrelid) end as generated_otherwise,
       l.collname as collation, nullif(ln.nspname, 'pg_catalog') as collation_schema,
       nullif(a.attidentity, '') as identity, nullif(a.attgenerated, '') as generated,
       e.oid::bigint as expression_oid, $printed(pg_get_expr(e.adbin, e.adrelid)) as expression,
       case when a.attstorage <> t.typstorage then a.attstorage end as storage, nullif(a.attcompression, '') as compression,
       nullif(a.attstattarget, -1) as statistics, a.attoptions as options,
       case when a.attfdwoptions is not null then ",
    foreign_options::listed!("a.attfdwoptions"),
    " end as foreign_options,
       case when q.oid is not null then json_build_object('oid', q.oid::bigint, 'schema', qn.nspname, 'name', q.relname,
         'unlike_table', q.relpersistence <> c.relpersistence,
         'owner', pg_get_userbyid(q.relowner), 'acl', q.relacl, 'comment', qd.description,
         'type', format_type(s.seqtypid, null), 'start', s.seqstart, 'increment', s.seqincrement, 'min_value', s.seqmin,
         'max_value', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle) end as sequence
     from $relations r
     join pg_class c on c.oid = r.oid
     join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     left join pg_collation l on l.oid = a.attcollation and a.attcollation <> t.typcollation
     left join pg_namespace ln on ln.oid = l.collnamespace
     left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum and a.attgenerated <> ''
     left join pg_depend o on o.refclassid = 'pg_class'::regclass and o.refobjid = a.attrelid and o.refobjsubid = a.attnum
       and o.classid = 'pg_class'::regclass and o.deptype = 'i' and a.attidentity <> ''
     left join pg_class q on q.oid = o.objid and q.relkind = 'S'
     left join pg_namespace qn on qn.oid = q.relnamespace
     left join pg_sequence s on s.seqrelid = q.oid
     left join pg_description qd on qd.classoid = 'pg_class'::regclass and qd.objoid = q.oid and qd.objsubid = 0
     where r.kind in ('r', 'p', 'f')",
))];

#[derive(Deserialize)]
struct Row {
    relation: u32,
    number: i32,
    schema: Ident,
    table: Ident,
    name: Ident,
    position: u32,
    #[serde(rename = "type")]
    data_type: String,
    not_null: bool,
    inherited: bool,
    /// The table lists it itself.
    own: bool,
    /// It is as the parents have it, where the table does not list it.
    follows_parent: Option<bool>,
    /// A parent generates it from another expression.
    generated_otherwise: Option<bool>,
    collation: Option<Ident>,
    collation_schema: Option<Ident>,
    identity: Option<char>,
    generated: Option<char>,
    expression_oid: Option<u32>,
    expression: Option<Printed>,
    storage: Option<char>,
    compression: Option<char>,
    statistics: Option<i64>,
    options: Option<Vec<String>>,
    foreign_options: Listed,
    sequence: Option<IdentitySequence>,
}

/// The sequence of an identity column.
#[derive(Deserialize)]
struct IdentitySequence {
    oid: u32,
    schema: Ident,
    name: Ident,
    unlike_table: bool,
    owner: Ident,
    acl: Option<Vec<String>>,
    comment: Option<String>,
    #[serde(flatten)]
    counting: Counting,
}

impl IdentitySequence {
    fn rights(&self, table: &Name, column: &Ident, found: &mut Found) -> Option<BTreeMap<Ident, Rights>> {
        let on = Id::named(Kind::Sequence, &Name { schema: self.schema.clone(), name: self.name.clone() });
        let (rights, odd) = acl::rights(&on, &self.owner, self.acl.as_deref(), found.major);
        for why in odd {
            found.partly(&Id::of(Kind::Column, table, column), "rights on the sequence of an identity", &why);
        }
        rights
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let table = Name { schema: self.schema, name: self.table };
        if partition::follows_parent(&table, found) {
            return;
        }
        if !self.own {
            if self.follows_parent == Some(false) {
                let id = Id::of(Kind::Column, &table, &self.name);
                found.partly(&id, "inherited column", "its default or another attribute is not its parent's");
            }
            return;
        }
        let (for_wrapper, secrets) = Options::found(self.foreign_options);
        let data_type = found.type_name(&self.data_type);
        let generation = self.identity.map(|letter| match letter {
            'd' => Generation::ByDefault,
            _ => Generation::Always,
        });
        let options = self.sequence.as_ref().map(|sequence| sequence.counting.options()).unwrap_or_default();
        let rights = self.sequence.as_ref().and_then(|sequence| sequence.rights(&table, &self.name, found));
        let chosen = table.sibling(name::generated(table.name.as_str(), self.name.as_str(), "seq"));
        let name = self.sequence.as_ref().map(|sequence| sequence.name.clone()).filter(|name| *name != chosen.name);
        let column = Column {
            table: table.clone(),
            name: self.name,
            position: self.position,
            data_type,
            not_null: self.not_null,
            collation: Collation::found(self.collation_schema, self.collation),
            identity: generation.map(|generation| Identity {
                generation,
                sequence: name.clone(),
                options,
                to: rights.unwrap_or_default(),
            }),
            generated: self
                .generated
                .zip(self.expression)
                .map(|(letter, expression)| Generated { expression: expression.into(), stored: letter == 's' }),
            storage: self.storage.map(|letter| match letter {
                'p' => Storage::Plain,
                'e' => Storage::External,
                'm' => Storage::Main,
                _ => Storage::Extended,
            }),
            compression: self.compression.map(|letter| match letter {
                'l' => Compression::Lz4,
                _ => Compression::Pglz,
            }),
            statistics: self.statistics,
            attribute_options: introspect::options(self.options),
            options: for_wrapper,
            secret: false,
            using: None,
            backfill: None,
            filled: Filled::Settled,
            extends: false,
            inherited: self.inherited,
        };
        let whole = Address { catalog: "pg_class", oid: self.relation, column: self.number };
        let others = self.expression_oid.map(|oid| Address::new("pg_attrdef", oid));
        let counts = self.sequence.as_ref().map(|sequence| Address::new("pg_class", sequence.oid));
        let printed = column.data_type.to_string();
        let id = found.define(column, [whole].into_iter().chain(others).chain(counts));
        foreign_options::note(&secrets, &id, found);
        if self.generated_otherwise == Some(true) && found.major < 16 {
            found.partly(&id, "generated column", "its expression is not its parent's");
        }
        let Some(sequence) = self.sequence else { return };
        let IdentitySequence { oid: _, schema: _, name: _, unlike_table, owner: _, acl: _, comment, counting } =
            sequence;
        let odd = [
            unlike_table.then(|| "is logged where its table is not, or the other way round".to_owned()),
            comment.map(|comment| format!("has the comment {}", name::literal(&comment))),
            (counting.data_type != printed).then(|| format!("counts in {}", counting.data_type)),
        ];
        for why in odd.into_iter().flatten() {
            found.partly(&id, "sequence of an identity", &format!("it {why}"));
        }
    }
}
