//! Configurations of text search in a live database, and the parts of it that are written in C.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::TextSearchConfiguration;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{Ident, Name};

pub const QUERIES: &[Query] = &[
    Query::new::<Row>(
        "select c.oid::bigint, n.nspname as schema, c.cfgname as name, k.nspname as parser_schema, p.prsname as parser,
           (select json_agg(json_build_object('token', t.alias, 'schema', dn.nspname, 'name', i.dictname) order by m.mapseqno)
            from pg_ts_config_map m
            join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
            join pg_ts_dict i on i.oid = m.mapdict
            join pg_namespace dn on dn.oid = i.dictnamespace
            where m.mapcfg = c.oid) as mappings,
           pg_get_userbyid(c.cfgowner) as owner, d.description as comment
         from pg_ts_config c
         join pg_namespace n on n.oid = c.cfgnamespace
         join pg_ts_parser p on p.oid = c.cfgparser
         join pg_namespace k on k.oid = p.prsnamespace
         $comment(pg_ts_config, c.oid)
         where c.cfgnamespace = any ($schemas) and $own(pg_ts_config, c.oid)",
    ),
];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    parser_schema: Ident,
    parser: Ident,
    mappings: Option<Vec<Mapping>>,
    #[serde(flatten)]
    common: Common,
}

/// One dictionary for one type of token.
#[derive(Deserialize)]
struct Mapping {
    token: Ident,
    schema: Ident,
    name: Ident,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, name, parser_schema, parser, mappings: rows, common } = self;
        let mut mappings: BTreeMap<Ident, Vec<Name>> = BTreeMap::new();
        for Mapping { token, schema, name } in rows.into_iter().flatten() {
            mappings.entry(token).or_default().push(Name { schema, name });
        }
        let parser = Name { schema: parser_schema, name: parser };
        let configuration = TextSearchConfiguration { name: Name { schema, name }, parser, mappings };
        let id = found.define(configuration, [Address::new("pg_ts_config", oid)]);
        found.common(&id, common);
    }
}
