//! The Postgres inside this binary: one WebAssembly backend and one client for each cluster.

use std::fmt;

use pglite_oxide::extensions::{self, Extension};
use pglite_oxide::{PgliteServer, PgliteServerBuilder};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};

use super::{Error, ScriptError};

/// What the pinned version of `pglite-oxide` contains.
pub(super) const VERSION: &str = "17.5";

/// What `CREATE EXTENSION` finds. Each costs a millisecond at every start, so what needs the file system, other
/// processes or a look into pages is left out.
const EXTENSIONS: &[Extension] = &[
    extensions::BLOOM,
    extensions::BTREE_GIN,
    extensions::BTREE_GIST,
    extensions::CITEXT,
    extensions::CUBE,
    extensions::DICT_INT,
    extensions::DICT_XSYN,
    extensions::EARTHDISTANCE,
    extensions::FUZZYSTRMATCH,
    extensions::HSTORE,
    extensions::INTARRAY,
    extensions::ISN,
    extensions::LO,
    extensions::LTREE,
    extensions::PGTAP,
    extensions::PG_TRGM,
    extensions::PG_UUIDV7,
    extensions::SEG,
    extensions::TABLEFUNC,
    extensions::TCN,
    extensions::TSM_SYSTEM_ROWS,
    extensions::TSM_SYSTEM_TIME,
    extensions::UNACCENT,
    extensions::VECTOR,
];

/// The extensions are installed into `template1`, the database that the server opens by itself, so this one is
/// still as initdb made it.
const DATABASE: &str = "postgres";

/// Adds what a refusal may owe to this server: an error that PL/pgSQL would catch ends the statement all the same, because what
/// WebAssembly is left through cannot be returned to.
pub(super) fn explain(mut refusal: Box<ScriptError>) -> Box<ScriptError> {
    let in_plpgsql = refusal.context.as_ref().is_some_and(|context| context.contains("PL/pgSQL"));
    let statement = refusal.statement.to_lowercase();
    if in_plpgsql && (!statement.starts_with("do ") || statement.contains("exception")) {
        let known = "the embedded server catches no errors in PL/pgSQL; where this one is caught, try it with `--scratch local`";
        refusal.hint = Some(refusal.hint.map_or_else(|| known.to_owned(), |hint| format!("{hint}; {known}")));
    }
    refusal
}

pub(super) struct Cluster(PgliteServer);

impl Cluster {
    pub(super) fn start() -> Result<Self, Error> {
        let builder = PgliteServerBuilder::new()
            .temporary()
            .extensions(EXTENSIONS.iter().copied())
            .postgres_config("search_path", "\"$user\", public");
        builder.start().map(Cluster).map_err(|error| start(&error))
    }

    pub(super) async fn connect(&self) -> Result<(PgConnectOptions, PgConnection), Error> {
        let Some(address) = self.0.tcp_addr() else {
            return Err(start(&"it listens on no address"));
        };
        let options = PgConnectOptions::new_without_pgpass()
            .host(&address.ip().to_string())
            .port(address.port())
            .username("postgres")
            .database(DATABASE)
            .ssl_mode(PgSslMode::Disable)
            .disable_statement_logging();
        // A disk without room shows itself here, and as an I/O error only.
        let failed = |error| start(&format!("{error}; is there room in {}?", std::env::temp_dir().display()));
        let mut connection = options.connect().await.map_err(|error: sqlx::Error| failed(error))?;
        // On while the server starts, because it creates extensions in pg_catalog; a server would not let anyone.
        sqlx::raw_sql("set allow_system_table_mods = off").execute(&mut connection).await.map_err(Error::Connection)?;
        Ok((options, connection))
    }
}

impl fmt::Debug for Cluster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cluster").field(&self.0.root()).finish()
    }
}

fn start(reason: &dyn fmt::Display) -> Error {
    Error::Start { server: format!("embedded PostgreSQL {VERSION}"), reason: format!("{reason:#}") }
}
