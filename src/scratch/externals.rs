//! Stand-ins for what a project says exists already: roles, schemas, tables, functions, types, servers and publications that are not its own.

use crate::kind::scope::Externals;
use crate::kind::server;
use crate::name::{self, Ident};
use crate::types::TypeName;

/// The SQL that creates whatever of it is missing, empty and as plain as can be.
#[must_use]
pub fn script(externals: &Externals) -> String {
    let Externals { schemas, roles, tables, functions, types, publications, extensions: _, servers } = externals;
    let mut sql = String::from("set check_function_bodies = off;\n");
    let mut add = |statement: String| {
        sql.push_str(&statement);
        sql.push_str(";\n");
    };
    for role in roles {
        add(unless("pg_catalog.pg_roles where rolname", role.as_str(), &format!("create role {role}")));
    }
    for schema in schemas {
        add(format!("create schema if not exists {schema}"));
    }
    for name in types {
        add(unless_type(&name.to_string(), &format!("create domain {name} as text")));
    }
    for (name, table) in tables {
        // A schema of the platform that only some servers have.
        let columns: Vec<String> =
            table.columns.iter().map(|(column, data_type)| format!("{column} {data_type}")).collect();
        let key = if table.primary_key.is_empty() {
            Vec::new()
        } else {
            vec![format!("primary key ({})", name::list(&table.primary_key))]
        };
        add(format!(
            "create table if not exists {name} ({})",
            columns.into_iter().chain(key).collect::<Vec<_>>().join(", ")
        ));
    }
    for ((name, arguments), returns) in functions {
        let check = format!("select to_regprocedure({}) is null", name::literal(&format!("{name}{arguments}")));
        let create = format!(
            "create function {name}{arguments} returns {returns} language sql stable as 'select {}'",
            null(returns)
        );
        add(conditional(&check, &create));
    }
    for name in servers {
        let wrapper = server::STAND_IN;
        let create = format!("create foreign data wrapper {wrapper}");
        add(unless("pg_catalog.pg_foreign_data_wrapper where fdwname", wrapper, &create));
        let create = format!("create server {name} foreign data wrapper {wrapper}");
        add(unless("pg_catalog.pg_foreign_server where srvname", name.as_str(), &create));
    }
    for publication in publications {
        add(unless(
            "pg_catalog.pg_publication where pubname",
            publication.as_str(),
            &format!("create publication {publication}"),
        ));
    }
    sql.push_str("reset check_function_bodies;\n");
    sql
}

fn null(returns: &TypeName) -> String {
    if returns.is("void") { String::new() } else { format!("null::{returns}") }
}

fn unless(place: &str, name: &str, create: &str) -> String {
    conditional(&format!("select not exists (select from {place} = {})", name::literal(name)), create)
}

fn unless_type(name: &str, create: &str) -> String {
    conditional(&format!("select to_regtype({}) is null", name::literal(name)), create)
}

fn conditional(check: &str, create: &str) -> String {
    let body = format!("\nbegin\n  if ({check}) then\n    execute {};\n  end if;\nend\n", name::literal(create));
    format!("do {}", name::dollar_quoted(&body))
}

/// The extensions of a project with their schemas, as [`super::stub::install`] takes them.
#[must_use]
pub fn extensions(catalog: &crate::catalog::Catalog) -> Vec<(Ident, Ident)> {
    let of = |object: &crate::kind::Object| match object {
        crate::kind::Object::Extension(extension) => Some((extension.name.clone(), extension.schema.clone())),
        _ => None,
    };
    catalog.iter().filter_map(|(_, object)| of(object)).collect()
}
