//! Tables in a live database.

use serde::Deserialize;

use super::{Bound, PartitionBy, PartitionOf, Strategy, Table};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::kind::index::introspect::ElementRow;
use crate::name::{Ident, Name};
use crate::sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select c.oid::bigint, c.reltype::bigint as row_type, y.typarray::bigint as array_type, r.schema, r.name,
       pg_get_userbyid(r.owner) as owner, c.relacl as acl, d.description as comment, c.relpersistence = 'u' as unlogged,
       c.reloptions as options, o.reloptions as toast_options, s.spcname as tablespace, nullif(m.amname, 'heap') as access_method,
       case when c.reloftype <> 0 then format_type(c.reloftype, null) end as of_type,
       pn.nspname as parent_schema, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound, h.inhdetachpending as leaving,
       k.partstrat as strategy, pg_get_expr(k.partexprs, k.partrelid, true) as expressions,
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
)];

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
    bound: Option<String>,
    leaving: Option<bool>,
    strategy: Option<char>,
    expressions: Option<String>,
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

impl Bound {
    /// A bound as the server prints it.
    fn parse(text: &str) -> Option<Bound> {
        let values = |list: &str| {
            let value = |item: &str| match item {
                "MINVALUE" | "MAXVALUE" | "NULL" => item.to_lowercase(),
                _ => item.to_owned(),
            };
            sql::items(list).into_iter().map(value).collect::<Vec<_>>()
        };
        let Some(rest) = text.strip_prefix("FOR VALUES") else { return (text == "DEFAULT").then_some(Bound::Default) };
        if let Some((list, _)) = sql::parenthesized(rest, "IN") {
            return Some(Bound::List { values: values(list) });
        }
        if let Some((list, _)) = sql::parenthesized(rest, "WITH") {
            let mut numbers = list.split(',').map(|part| part.trim().split_once(' ')?.1.parse().ok());
            return Some(Bound::Hash { modulus: numbers.next()??, remainder: numbers.next()?? });
        }
        let (from, rest) = sql::parenthesized(rest, "FROM")?;
        let (to, _) = sql::parenthesized(rest, "TO")?;
        Some(Bound::Range { from: values(from), to: values(to) })
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let mut storage_parameters = introspect::options(self.options);
        let toast = introspect::options(self.toast_options);
        storage_parameters.extend(toast.into_iter().map(|(key, value)| (format!("toast.{key}"), value)));
        let bound = self.bound.as_deref().map(Bound::parse);
        let partition_of = match (self.parent_schema, self.parent, &bound) {
            (Some(schema), Some(name), Some(Some(bound))) => {
                Some(PartitionOf { parent: Name { schema, name }, bound: bound.clone() })
            }
            _ => None,
        };
        let table = Table {
            name: Name { schema: self.schema, name: self.name },
            unlogged: self.unlogged,
            partition_by: self
                .strategy
                .zip(self.key)
                .map(|(letter, key)| PartitionBy::found(letter, key, self.expressions.as_deref())),
            partition_of,
            storage_parameters,
            tablespace: self.tablespace,
            access_method: self.access_method,
        };
        let types = [Some(self.row_type), self.array_type].into_iter().flatten();
        let types = types.map(|oid| Address::new("pg_type", oid));
        let id = found.define(table, [Address::new("pg_class", self.oid)].into_iter().chain(types));
        found.common(&id, self.common);
        if let Some(of_type) = self.of_type {
            found.partly(&id, "typed table", &format!("its columns are those of the type {of_type}"));
        }
        if let (Some(None), Some(bound)) = (bound, self.bound) {
            found.partly(&id, "partition bound", &bound);
        }
        if self.leaving == Some(true) {
            found.partly(&id, "partition", "it was detached concurrently, which did not come to its end");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_as_they_are_printed() {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let range = Bound::Range { from: texts(&["'a), ('", "minvalue"]), to: texts(&["'b'", "maxvalue"]) };
        assert_eq!(Bound::parse("FOR VALUES FROM ('a), (', MINVALUE) TO ('b', MAXVALUE)"), Some(range));
        assert_eq!(Bound::parse("FOR VALUES IN (1, NULL)"), Some(Bound::List { values: texts(&["1", "null"]) }));
        let hash = Bound::Hash { modulus: 4, remainder: 3 };
        assert_eq!(Bound::parse("FOR VALUES WITH (modulus 4, remainder 3)"), Some(hash));
        assert_eq!(Bound::parse("DEFAULT"), Some(Bound::Default));
        assert_eq!(Bound::parse("FOR ALL"), None);
    }
}
