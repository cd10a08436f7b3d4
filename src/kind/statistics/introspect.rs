//! Extended statistics in a live database.

use serde::Deserialize;

use super::{Learnt, Statistics, normal};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{Ident, Name};
use crate::sql::{self, Sql};

/// The columns are kept in the order of the table, which is not that of any two tables, and expressions after them. A target that was not set is null since 17.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select s.oid::bigint, n.nspname as schema, s.stxname as name, r.schema as table_schema, r.name as table,
       s.stxkind as kinds, nullif(s.stxstattarget, -1) as target, pg_get_statisticsobjdef_expressions(s.oid) as expressions,
       (select json_agg(a.attname order by a.attname) from pg_attribute a
        where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys::int2[])) as columns,
       pg_get_userbyid(s.stxowner) as owner, d.description as comment
     from pg_statistic_ext s
     join $relations r on r.oid = s.stxrelid
     join pg_namespace n on n.oid = s.stxnamespace
     $comment(pg_statistic_ext, s.oid)
     where $own(pg_statistic_ext, s.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    table_schema: Ident,
    table: Ident,
    kinds: Vec<char>,
    target: Option<i64>,
    expressions: Option<Vec<String>>,
    columns: Option<Vec<Ident>>,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, name, table_schema, table, kinds, target, expressions, columns, common } = self;
        let kind = |letter: &char| match letter {
            'd' => Some(Learnt::Ndistinct),
            'f' => Some(Learnt::Dependencies),
            'm' => Some(Learnt::Mcv),
            // Statistics of each expression are kept of themselves.
            _ => None,
        };
        let statistics = Statistics {
            name: Name { schema, name },
            table: Name { schema: table_schema, name: table },
            kinds: normal(kinds.iter().filter_map(kind).collect()),
            columns: columns.unwrap_or_default(),
            expressions: expressions
                .iter()
                .flatten()
                .map(|full| Sql::new(sql::without_parentheses(&sql::exact(full, full))))
                .collect(),
            target,
        };
        let id = found.define(statistics, [Address::new("pg_statistic_ext", oid)]);
        found.common(&id, common);
    }
}
