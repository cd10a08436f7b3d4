//! Domains in a live database.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Domain};
use crate::introspect::{self, Address, Common, Found, Printed, Query};
use crate::kind::column::Collation;
use crate::name::{Ident, Name};
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select t.oid::bigint, t.typarray::bigint as array_oid, n.nspname as schema, t.typname as name,
       format_type(t.typbasetype, t.typtypmod) as type, t.typnotnull as not_null, $printed(pg_get_expr(t.typdefaultbin, 0)) as default,
       cn.nspname as collation_schema, c.collname as collation, k.checks,
       pg_get_userbyid(t.typowner) as owner, t.typacl as acl, d.description as comment
     from pg_type t
     join pg_namespace n on n.oid = t.typnamespace
     join pg_type b on b.oid = t.typbasetype
     left join pg_collation c on c.oid = t.typcollation and t.typcollation <> b.typcollation
     left join pg_namespace cn on cn.oid = c.collnamespace
     left join (
       select k.contypid, json_agg(json_build_object('oid', k.oid::bigint, 'name', k.conname, 'kind', k.contype,
         'expression', $printed(pg_get_expr(k.conbin, 0)), 'not_valid', not k.convalidated, 'comment', d.description)) as checks
       from pg_constraint k $comment(pg_constraint, k.oid) where k.contypid <> 0 group by k.contypid
     ) k on k.contypid = t.oid
     $comment(pg_type, t.oid)
     where t.typtype = 'd' and t.typnamespace = any ($schemas) and $own(pg_type, t.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    array_oid: u32,
    schema: Ident,
    name: Ident,
    #[serde(rename = "type")]
    data_type: String,
    not_null: bool,
    default: Option<Printed>,
    collation_schema: Option<Ident>,
    collation: Option<Ident>,
    checks: Option<Vec<RowCheck>>,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct RowCheck {
    oid: u32,
    name: Ident,
    kind: char,
    expression: Option<Printed>,
    not_valid: bool,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let name = Name { schema: self.schema, name: self.name };
        let mut addresses = vec![Address::new("pg_type", self.oid), Address::new("pg_type", self.array_oid)];
        let mut checks = BTreeMap::new();
        let mut unsaid = Vec::new();
        for RowCheck { oid, name: own, kind, expression, not_valid, comment } in self.checks.unwrap_or_default() {
            addresses.push(Address::new("pg_constraint", oid));
            if let Some(expression) = expression {
                checks.insert(own, Check { expression: expression.into(), not_valid, comment });
            } else if kind == 'n' && (comment.is_some() || own.as_str() != format!("{}_not_null", name.name.as_str())) {
                unsaid.push(own);
            }
        }
        let domain = Domain {
            name,
            data_type: found.type_name(&self.data_type),
            collation: Collation::found(self.collation_schema, self.collation),
            not_null: self.not_null,
            default: self.default.map(Sql::from),
            checks,
        };
        let id = found.define(domain, addresses);
        for own in unsaid {
            found.partly(
                &id,
                "constraint",
                &format!("NOT NULL is a constraint of its own, {own}, with a name or comment"),
            );
        }
        found.common(&id, self.common);
    }
}
