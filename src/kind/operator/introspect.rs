//! Operators in a live database.

use serde::Deserialize;

use super::Operator;
use crate::introspect::{self, Address, Common, Found, Query, name};
use crate::name::Ident;

pub const QUERIES: &[Query] = &[
    Query::new::<Row>(
        "select o.oid::bigint, n.nspname as schema, o.oprname as name, case when o.oprleft <> 0 then format_type(o.oprleft, null) end as left,
           format_type(o.oprright, null) as right,
           json_build_array(fn.nspname, f.proname) as function,
           case when co.oid is not null then json_build_array(con.nspname, co.oprname) end as commutator,
           case when ne.oid is not null then json_build_array(nen.nspname, ne.oprname) end as negator,
           case when r.oid is not null then json_build_array(rn.nspname, r.proname) end as restrict,
           case when j.oid is not null then json_build_array(jn.nspname, j.proname) end as join,
           o.oprcanhash as hashes, o.oprcanmerge as merges, pg_get_userbyid(o.oprowner) as owner, d.description as comment
         from pg_operator o
         join pg_namespace n on n.oid = o.oprnamespace
         join pg_proc f on f.oid = o.oprcode
         join pg_namespace fn on fn.oid = f.pronamespace
         left join pg_operator co on co.oid = o.oprcom
         left join pg_namespace con on con.oid = co.oprnamespace
         left join pg_operator ne on ne.oid = o.oprnegate
         left join pg_namespace nen on nen.oid = ne.oprnamespace
         left join pg_proc r on r.oid = o.oprrest
         left join pg_namespace rn on rn.oid = r.pronamespace
         left join pg_proc j on j.oid = o.oprjoin
         left join pg_namespace jn on jn.oid = j.pronamespace
         $comment(pg_operator, o.oid)
         where o.oprnamespace = any ($schemas) and $own(pg_operator, o.oid)",
    ),
];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    left: Option<String>,
    right: String,
    function: (Ident, Ident),
    commutator: Option<(Ident, Ident)>,
    negator: Option<(Ident, Ident)>,
    restrict: Option<(Ident, Ident)>,
    join: Option<(Ident, Ident)>,
    hashes: bool,
    merges: bool,
    owner: Ident,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let qualified = |(schema, own): (Ident, Ident)| name(&schema, &own);
        let object = Operator {
            name: name(&self.schema, &self.name),
            left: self.left.map(|printed| found.type_name(&printed).without_modifiers()),
            right: found.type_name(&self.right).without_modifiers(),
            function: qualified(self.function),
            commutator: self.commutator.map(qualified),
            negator: self.negator.map(qualified),
            restrict: self.restrict.map(qualified),
            join: self.join.map(qualified),
            hashes: self.hashes,
            merges: self.merges,
        };
        let id = found.define(object, [Address::new("pg_operator", self.oid)]);
        found.common(&id, Common { owner: self.owner, acl: None, comment: self.comment });
    }
}
