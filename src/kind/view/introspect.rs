//! Views in a live database.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{CheckOption, View};
use crate::introspect::{self, Address, Common, Found, Printed, Query};
use crate::kind::Define;
use crate::name::{Ident, Name};
use crate::sql::view_query;

/// What a printed query returns has the names of the columns, so none have to be said. What depends on columns of a view depends on its
/// rule, and not on the view.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select c.oid::bigint, c.reltype::bigint as type, t.typarray::bigint as array_type, w.oid::bigint as rule, r.schema, r.name,
       pg_get_userbyid(r.owner) as owner, c.relacl as acl, d.description as comment, c.reloptions as options,
       $printed(pg_get_viewdef(c.oid)) as query,
       (select json_agg(json_build_object('oid', e.oid::bigint, 'column', a.attname, 'expression', $printed(pg_get_expr(e.adbin, e.adrelid))))
        from pg_attrdef e join pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum where e.adrelid = c.oid) as defaults
     from $relations r
     join pg_class c on c.oid = r.oid
     join pg_type t on t.oid = c.reltype
     join pg_rewrite w on w.ev_class = c.oid and w.rulename = '_RETURN'
     $comment(pg_class, c.oid)
     where r.kind = 'v'",
)];

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    name: Ident,
    query: Printed,
    options: Option<Vec<String>>,
    defaults: Option<Vec<Default>>,
    #[serde(flatten)]
    places: Places,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct Default {
    oid: u32,
    column: Ident,
    expression: Printed,
}

/// Where the catalog knows a relation that is defined by a query.
#[derive(Deserialize)]
pub struct Places {
    oid: u32,
    #[serde(rename = "type")]
    row_type: u32,
    array_type: u32,
    rule: u32,
}

impl Places {
    #[must_use]
    pub fn addresses(&self) -> [Address; 4] {
        let Places { oid, row_type, array_type, rule } = self;
        [
            Address::new("pg_class", *oid),
            Address::new("pg_type", *row_type),
            Address::new("pg_type", *array_type),
            Address::new("pg_rewrite", *rule),
        ]
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, name, query, options, defaults, places, common } = self;
        let options = introspect::options(options);
        let defaults = defaults.unwrap_or_default();
        let addresses =
            places.addresses().into_iter().chain(defaults.iter().map(|d| Address::new("pg_attrdef", d.oid)));
        let addresses: Vec<Address> = addresses.collect();
        let flag = |option: &str| options.get(option).is_some_and(|value| is_on(value));
        let (security_invoker, security_barrier) = (flag("security_invoker"), flag("security_barrier"));
        let check_option = options
            .get("check_option")
            .map(|value| if value.eq_ignore_ascii_case("local") { CheckOption::Local } else { CheckOption::Cascaded });
        let view = View {
            name: Name { schema, name },
            columns: Vec::new(),
            query: view_query(&query.text()),
            recursive: false,
            security_invoker,
            security_barrier,
            check_option,
            defaults: defaults.into_iter().map(|d| (d.column, d.expression.into())).collect::<BTreeMap<_, _>>(),
        };
        let id = view.id();
        // The catalog keeps them as they were written.
        for (option, value) in options {
            let why = match option.as_str() {
                "security_barrier" | "security_invoker" if value == "true" => continue,
                "check_option" if ["local", "cascaded"].contains(&value.as_str()) => continue,
                "security_barrier" | "security_invoker" | "check_option" => "",
                _ => ", and no option that is known",
            };
            found.partly(&id, &format!("option {option}"), &format!("it is said to be {value}{why}"));
        }
        found.define(view, addresses);
        found.common(&id, common);
    }
}

/// A boolean option, which the catalog keeps as it was written: any prefix of a word that stands for it is enough.
fn is_on(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value == "1" || value == "on" || !value.is_empty() && ("true".starts_with(&value) || "yes".starts_with(&value))
}
