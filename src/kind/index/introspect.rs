//! Indexes in a live database, but for those behind constraints, and the elements that indexes share with other things.

use serde::Deserialize;

use super::{Element, Index, Opclass};
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::kind::column::Collation;
use crate::kind::partition;
use crate::name::{Ident, Name};
use crate::sql::{self, Sql};

/// The elements of the index `i`: an operator class is said where it is not the default for the type, a collation where it is not the
/// column's. The collation of an expression is nowhere in the catalog but in how the whole index prints.
macro_rules! elements {
    () => {
        "(select json_agg(json_build_object('column', a.attname,
            'expression', case k.attnum when 0 then $printed(pg_get_indexdef(i.indexrelid, k.n::int)) end,
            'opclass', case when e.attoptions is not null or not o.opcdefault or o.opcintype <> b.oid and exists (
              select from pg_opclass x where x.opcmethod = o.opcmethod and x.opcdefault and x.opcintype = b.oid) then o.opcname end,
            'opclass_schema', nullif(os.nspname, 'pg_catalog'), 'parameters', e.attoptions,
            'collation', l.collname, 'collation_schema', nullif(ls.nspname, 'pg_catalog'),
            'option', k.option, 'statistics', nullif(e.attstattarget, -1)) order by k.n)
          from unnest(i.indkey, i.indclass, i.indcollation, i.indoption) with ordinality k (attnum, opclass, coll, option, n)
          join pg_attribute e on e.attrelid = i.indexrelid and e.attnum = k.n
          left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum <> 0
          left join pg_opclass o on o.oid = k.opclass
          left join pg_namespace os on os.oid = o.opcnamespace
          left join pg_type t on t.oid = coalesce(a.atttypid, e.atttypid)
          left join pg_type b on b.oid = case t.typtype when 'd' then t.typbasetype else t.oid end
          left join pg_collation l on l.oid = k.coll and (k.coll <> coalesce(a.attcollation, 'pg_catalog.\"default\"'::regcollation)
            or k.attnum = 0 and pg_get_indexdef(i.indexrelid) like '% COLLATE \"default\"%')
          left join pg_namespace ls on ls.oid = l.collnamespace)"
    };
}
pub(in crate::kind) use elements;

/// Whether another index of the table could be attached to the same index of the parent as the index `i`.
macro_rules! twin {
    () => {
        "exists (select from pg_index j
            where j.indrelid = i.indrelid and j.indexrelid <> i.indexrelid and j.indkey::text = i.indkey::text
              and j.indnkeyatts = i.indnkeyatts and j.indclass::text = i.indclass::text and j.indcollation::text = i.indcollation::text
              and j.indisunique = i.indisunique
              and pg_get_expr(j.indexprs, j.indrelid) is not distinct from pg_get_expr(i.indexprs, i.indrelid)
              and pg_get_expr(j.indpred, j.indrelid) is not distinct from pg_get_expr(i.indpred, i.indrelid))"
    };
}
pub(in crate::kind) use twin;

pub const TWIN: &str =
    "its table has another just like it, and which of them belongs to which of the parent's is not said";

pub const QUERIES: &[Query] = &[Query::new::<Row>(concat!(
    "select i.indexrelid::bigint as oid, r.schema, r.name as table, c.relname as name, m.amname as using, ",
    elements!(),
    " as elements, i.indnkeyatts as keys, i.indisunique as unique, i.indnullsnotdistinct as nulls_not_distinct,
       i.indisvalid as valid, c.relkind = 'I' as partitioned,
       coalesce(p.indisvalid, false) as attached, c.relispartition and ",
    twin!(),
    " as twin, i.indisclustered as clustered, c.reloptions as options, s.spcname as tablespace,
       $printed(pg_get_expr(i.indpred, i.indrelid)) as predicate, d.description as comment
     from pg_index i
     join $relations r on r.oid = i.indrelid
     join pg_class c on c.oid = i.indexrelid
     join pg_am m on m.oid = c.relam
     left join pg_tablespace s on s.oid = c.reltablespace
     left join pg_inherits h on h.inhrelid = i.indexrelid
     left join pg_index p on p.indexrelid = h.inhparent
     left join pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x')
     $comment(pg_class, i.indexrelid)
     where k.oid is null"
))
.older(&[(15, "i.indnullsnotdistinct", "false")])];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    name: Ident,
    using: Ident,
    elements: Vec<ElementRow>,
    keys: usize,
    unique: bool,
    nulls_not_distinct: bool,
    valid: bool,
    /// It is made of the indexes of partitions.
    partitioned: bool,
    /// It is part of an index of the parent that all partitions have a part of.
    attached: bool,
    /// The table has another one just like it.
    twin: bool,
    clustered: bool,
    options: Option<Vec<String>>,
    tablespace: Option<Ident>,
    predicate: Option<Printed>,
    comment: Option<String>,
}

/// An element as the query for elements gives it.
#[derive(Deserialize)]
pub struct ElementRow {
    column: Option<Ident>,
    expression: Option<Printed>,
    opclass: Option<Ident>,
    opclass_schema: Option<Ident>,
    parameters: Option<Vec<String>>,
    collation: Option<Ident>,
    collation_schema: Option<Ident>,
    /// Bit 0: descending; bit 1: nulls first.
    option: Option<u16>,
    statistics: Option<i64>,
}

impl ElementRow {
    #[must_use]
    pub fn is_expression(&self) -> bool {
        self.column.is_none()
    }

    /// What an index element says; an expression may come from elsewhere.
    #[must_use]
    pub fn read(self, expression: Option<&str>) -> Element {
        let ElementRow {
            column,
            expression: own,
            opclass,
            opclass_schema: schema,
            parameters,
            collation,
            collation_schema,
            option,
            statistics: _,
        } = self;
        let option = option.unwrap_or(0);
        let element = Element {
            column,
            expression: own
                .map(Printed::text)
                .as_deref()
                .or(expression)
                .map(|text| Sql::new(sql::without_parentheses(text))),
            collation: Collation::found(collation_schema, collation),
            opclass: opclass.map(|name| Opclass { schema, name, parameters: introspect::options(parameters) }),
            descending: option & 1 != 0,
            nulls_first: Some(option & 2 != 0),
        };
        element.normal()
    }
}

/// The elements of an index, the columns it includes beside them, and the statistics targets of its expressions.
#[must_use]
pub fn split(mut elements: Vec<ElementRow>, keys: usize) -> (Vec<Element>, Vec<Ident>, Vec<(usize, i64)>) {
    let include = elements.split_off(keys.min(elements.len())).into_iter().filter_map(|row| row.column).collect();
    let statistics = elements.iter().enumerate().filter_map(|(at, row)| Some((at + 1, row.statistics?))).collect();
    (elements.into_iter().map(|row| row.read(None)).collect(), include, statistics)
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let table = Name { schema: self.schema, name: self.table };
        if self.attached && partition::follows_parent(&table, found) {
            return;
        }
        let at = [Address::new("pg_class", self.oid)];
        if self.partitioned && !self.valid {
            // Made ONLY on the table: not all its partitions have a part of it.
            let name = table.sibling(self.name).to_string();
            return found.unmodelled("index without its partitions", Some(&table.schema), name, at);
        }
        let (elements, include, statistics) = split(self.elements, self.keys);
        let index = Index {
            table,
            name: self.name,
            using: self.using,
            elements,
            include,
            unique: self.unique,
            nulls_not_distinct: self.nulls_not_distinct,
            storage_parameters: introspect::options(self.options),
            tablespace: self.tablespace,
            predicate: self.predicate.map(Sql::from),
        };
        let id = found.define(index, at);
        found.comment(&id, self.comment);
        if !self.valid {
            found.partly(&id, "invalid index", "it is not used until it is built anew");
        }
        if self.twin {
            found.partly(&id, "part of an index", TWIN);
        }
        if self.clustered {
            found.partly(&id, "cluster", "its table is marked to be clustered on it");
        }
        for (at, target) in statistics {
            found.partly(&id, "statistics", &format!("the target of element {at} is {target}"));
        }
    }
}
