//! Tables in a live database.

use serde::Deserialize;

use super::inheritance::{self, Inheritance, inheritance};
use super::{PartitionBy, Strategy, Table};
use crate::introspect::{self, Address, Common, Found, Printed, Query};
use crate::kind::index::introspect::{ElementRow, twin};
use crate::name::{Ident, Name};
use crate::sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(concat!(
    "select c.oid::bigint, c.reltype::bigint as row_type, y.typarray::bigint as array_type, r.schema, r.name,
       pg_get_userbyid(r.owner) as owner, c.relacl as acl, d.description as comment, c.relpersistence = 'u' as unlogged,
       c.reloptions as options, o.reloptions as toast_options, s.spcname as tablespace, nullif(m.amname, 'heap') as access_method,
       case when c.reloftype <> 0 then format_type(c.reloftype, null) end as of_type,
       pn.nspname as parent_schema, p.relname as parent, 
       case when c.relispartition then (
         select coalesce(bool_and(a.attname = u.attname and a.attnotnull = u.attnotnull and a.attstorage = u.attstorage
           and a.attcompression = u.attcompression and coalesce(a.attstattarget, -1) = -1 and a.attoptions is null
           and a.attidentity = u.attidentity
           and pg_get_expr(ae.adbin, ae.adrelid) is not distinct from pg_get_expr(ue.adbin, ue.adrelid) and ad.objoid is null), true)
         from (select *, row_number() over (order by attnum) as place from pg_attribute
           where attrelid = c.oid and attnum > 0 and not attisdropped) a
         join (select *, row_number() over (order by attnum) as place from pg_attribute
           where attrelid = p.oid and attnum > 0 and not attisdropped) u on u.place = a.place
         left join pg_attrdef ae on ae.adrelid = c.oid and ae.adnum = a.attnum
         left join pg_attrdef ue on ue.adrelid = p.oid and ue.adnum = u.attnum
         left join pg_description ad on ad.classoid = 'pg_class'::regclass and ad.objoid = c.oid and ad.objsubid = a.attnum)
       and not exists (
         select from pg_index i
         join pg_inherits ih on ih.inhrelid = i.indexrelid
         join pg_class x on x.oid = i.indexrelid
         join pg_class px on px.oid = ih.inhparent
         join pg_index pi on pi.indexrelid = px.oid and pi.indisvalid
         left join pg_constraint xc on xc.conindid = x.oid and xc.contype in ('p', 'u', 'x')
         left join pg_constraint pc on pc.conindid = px.oid and pc.contype in ('p', 'u', 'x')
         where i.indrelid = c.oid and ((xc.oid is null) <> (pc.oid is null) or i.indisclustered or ",
    twin!(),
    "
           or x.reloptions is distinct from px.reloptions or x.reltablespace <> px.reltablespace
           or exists (select from pg_description xd where xd.objsubid = 0
             and (xd.classoid, xd.objoid) in (('pg_class'::regclass, x.oid), ('pg_constraint'::regclass, xc.oid)))
           or x.relname <> case xc.contype when 'p' then c.relname || '_pkey' else c.relname || '_' || (
             select string_agg(coalesce(a.attname, xa.attname), '_' order by xa.attnum)
             from pg_attribute xa
             left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[xa.attnum - 1] and a.attnum <> 0
             where xa.attrelid = x.oid)
             || case xc.contype when 'u' then '_key' when 'x' then '_excl' else '_idx' end end))
       -- A foreign key of the parent gets another name where a constraint has it already.
       and not exists (
         select from pg_constraint k join pg_constraint f on f.conname = k.conname and f.conrelid = p.oid and f.contype = 'f'
         where k.conrelid = c.oid and k.contype <> 'f')
       else false end as follows_parent, ",
    inheritance!(),
    ", k.partstrat as strategy, $printed(pg_get_expr(k.partexprs, k.partrelid)) as expressions,
       (select json_agg(json_build_object('column', a.attname,
            'opclass', case when not oc.opcdefault or oc.opcintype <> b.oid and exists (
              select from pg_opclass x where x.opcmethod = oc.opcmethod and x.opcdefault and x.opcintype = b.oid) then oc.opcname end,
            'opclass_schema', nullif(os.nspname, 'pg_catalog'),
            'collation', l.collname, 'collation_schema', nullif(ls.nspname, 'pg_catalog')) order by u.n)
          from unnest(k.partattrs, k.partclass, k.partcollation) with ordinality u (attnum, opclass, coll, n)
          join pg_opclass oc on oc.oid = u.opclass
          join pg_namespace os on os.oid = oc.opcnamespace
          left join pg_attribute a on a.attrelid = k.partrelid and a.attnum = u.attnum and u.attnum <> 0
          left join pg_type t on t.oid = a.atttypid
          left join pg_type b on b.oid = case t.typtype when 'd' then t.typbasetype else t.oid end
          left join pg_collation l on l.oid = u.coll and u.coll <> coalesce(a.attcollation, 'pg_catalog.\"default\"'::regcollation)
          left join pg_namespace ls on ls.oid = l.collnamespace) as key
     from $relations r
     join pg_class c on c.oid = r.oid
     left join pg_type y on y.oid = c.reltype
     left join pg_class o on o.oid = c.reltoastrelid
     left join pg_tablespace s on s.oid = c.reltablespace
     left join pg_am m on m.oid = c.relam
     left join pg_partitioned_table k on k.partrelid = c.oid
     left join pg_inherits h on h.inhrelid = c.oid and c.relispartition
     left join pg_class p on p.oid = h.inhparent
     left join pg_namespace pn on pn.oid = p.relnamespace
     $comment(pg_class, c.oid)
     where r.kind in ('r', 'p')",
))
// Partitions have identity columns since 17.
.older(&[(17, "a.attidentity = u.attidentity", "a.attidentity = ''")])];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    row_type: u32,
    array_type: Option<u32>,
    schema: Ident,
    name: Ident,
    unlogged: bool,
    options: Option<Vec<String>>,
    toast_options: Option<Vec<String>>,
    tablespace: Option<Ident>,
    access_method: Option<Ident>,
    of_type: Option<String>,
    parent_schema: Option<Ident>,
    parent: Option<Ident>,
    /// It has nothing that its parent would not give to a new partition, so the columns and what stands on them need not be said.
    follows_parent: bool,
    #[serde(flatten)]
    inheritance: Inheritance,
    strategy: Option<char>,
    expressions: Option<Printed>,
    key: Option<Vec<ElementRow>>,
    #[serde(flatten)]
    common: Common,
}

impl PartitionBy {
    /// The expressions of a key stand in a list of their own, in the order of the elements that are no columns.
    fn found(letter: char, elements: Vec<ElementRow>, expressions: Option<&str>) -> PartitionBy {
        let mut expressions = expressions.map(sql::items).unwrap_or_default().into_iter();
        let strategy = match letter {
            'r' => Strategy::Range,
            'l' => Strategy::List,
            _ => Strategy::Hash,
        };
        let read = |row: ElementRow| {
            let expression = if row.is_expression() { expressions.next() } else { None };
            row.read(expression)
        };
        PartitionBy { strategy, key: elements.into_iter().map(read).collect() }
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let mut storage_parameters = introspect::options(self.options);
        let toast = introspect::options(self.toast_options);
        storage_parameters.extend(toast.into_iter().map(|(key, value)| (format!("toast.{key}"), value)));
        let (inherits, disordered) = self.inheritance.read();
        let parent = self.parent_schema.zip(self.parent).map(|(schema, name)| Name { schema, name });
        let table = Table {
            name: Name { schema: self.schema, name: self.name },
            unlogged: self.unlogged,
            partition_by: self
                .strategy
                .zip(self.key)
                .map(|(letter, key)| PartitionBy::found(letter, key, self.expressions.map(Printed::text).as_deref())),
            partition_of: parent.filter(|_| self.follows_parent),
            inherits,
            storage_parameters,
            tablespace: self.tablespace,
            access_method: self.access_method,
        };
        let types = [Some(self.row_type), self.array_type].into_iter().flatten();
        let types = types.map(|oid| Address::new("pg_type", oid));
        let id = found.define(table, [Address::new("pg_class", self.oid)].into_iter().chain(types));
        found.common(&id, self.common);
        inheritance::note(disordered, &id, found);
        if let Some(of_type) = self.of_type {
            found.partly(&id, "typed table", &format!("its columns are those of the type {of_type}"));
        }
    }
}
