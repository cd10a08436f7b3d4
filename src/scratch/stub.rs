//! Stand-ins for what a platform brings along: Supabase's roles and schemas, and extensions that a server lacks.
//!
//! They serve to create schemas with and to try policies; results of cryptography and of searches are not the
//! real ones. A stand-in is an extension to Postgres: `CREATE EXTENSION IF NOT EXISTS` finds it, its objects
//! belong to it, and its version reads `stub`.

use super::{Database, Error};
use crate::name::{Ident, literal};

/// Extensions with a stand-in, and what makes it. Names inside are created in the extension's schema.
const KNOWN: &[(&str, &str)] = &[
    ("moddatetime", include_str!("stub/moddatetime.sql")),
    ("pg_cron", include_str!("stub/pg_cron.sql")),
    ("pgcrypto", include_str!("stub/pgcrypto.sql")),
    ("uuid-ossp", include_str!("stub/uuid_ossp.sql")),
    ("vector", include_str!("stub/vector.sql")),
];

/// Makes an empty database look like a new Supabase project: the roles of the API, the schemas `auth`,
/// `extensions` and `storage` with the parts of them that schemas refer to, the publication of Realtime, and
/// its search path for this and later connections.
///
/// # Errors
/// [`Error::Script`] when the database holds something that is in the way, [`Error::Connection`] when the
/// connection fails.
pub async fn supabase(database: &mut Database) -> Result<(), Error> {
    database.execute(include_str!("stub/supabase.sql")).await
}

/// Puts a stand-in for each wanted extension, given with its schema, that the server cannot create itself.
/// Missing schemas are created. Returns what was put, each in words for the screen.
///
/// # Errors
/// [`Error::Script`] when the database holds something that is in the way, [`Error::Connection`] when the
/// connection fails.
pub async fn install(database: &mut Database, wanted: &[(&str, &str)]) -> Result<Vec<String>, Error> {
    let mut installed = Vec::new();
    for (extension, schema) in wanted {
        let present = format!(
            "select from pg_available_extensions where name = {0} \
             union all select from pg_extension where extname = {0}",
            literal(extension)
        );
        if !database.query_text(&present).await?.is_empty() {
            continue;
        }
        let known = KNOWN.iter().find(|(name, _)| name == extension).map(|(_, sql)| (*sql).to_owned());
        let objects = known.or_else(|| wrapper(extension));
        database.execute(&script(extension, schema, objects.as_deref().unwrap_or_default())).await?;
        installed.push(match objects {
            Some(_) => (*extension).to_owned(),
            None => format!("{extension} (empty)"),
        });
    }
    Ok(installed)
}

/// The foreign data wrapper that an extension brings which is called like one, and like it. It reaches nothing, and takes any options.
fn wrapper(extension: &str) -> Option<String> {
    extension.ends_with("_fdw").then(|| format!("create foreign data wrapper {};", Ident::from(extension)))
}

fn script(extension: &str, schema: &str, objects: &str) -> String {
    // CREATE SCHEMA refuses the name of a system schema even when it exists.
    let create_schema = if schema == "pg_catalog" {
        String::new()
    } else {
        format!("create schema if not exists {};\n", Ident::from(schema))
    };
    format!(
        "{create_schema}begin;\n\
         set local search_path = {}, pg_catalog;\n\
         set local schemac.extension = {};\n\
         set local schemac.schema = {};\n\
         {objects}\n{}\ncommit;\n",
        Ident::from(schema),
        literal(extension),
        literal(schema),
        include_str!("stub/register.sql"),
    )
}
