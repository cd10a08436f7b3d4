//! A Postgres to try things on: a [`Server`] gives out fresh, empty [`Database`]s that vanish when dropped.
//!
//! Every database is a cluster of its own, because roles, settings and tablespaces belong to the cluster: what
//! one script does can never be seen by another. Nothing here knows what a schema is; SQL goes in, rows or an
//! [`Error`] come out.

#[cfg(feature = "embedded")]
mod embedded;
pub mod externals;
mod local;
pub mod stub;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgErrorPosition};
use sqlx::{AssertSqlSafe, Row, ValueRef};

use crate::sql_script::{self, Statement, Transaction};

pub use local::local_servers;

/// A Postgres installation that databases can be made with.
#[derive(Debug)]
pub struct Server(Kind);

#[derive(Debug)]
enum Kind {
    #[cfg(feature = "embedded")]
    Embedded,
    Local(Arc<local::Installation>),
}

impl Server {
    /// The Postgres inside this binary.
    ///
    /// The very first database on a machine takes some seconds, while files are unpacked into the user's
    /// cache directory.
    ///
    /// # Errors
    /// [`Error::NotBuiltIn`] when this build has no embedded server.
    pub fn embedded() -> Result<Self, Error> {
        #[cfg(feature = "embedded")]
        return Ok(Server(Kind::Embedded));
        #[cfg(not(feature = "embedded"))]
        return Err(Error::NotBuiltIn);
    }

    /// The server programs in a directory, such as `/usr/lib/postgresql/17/bin`. Prepares a cluster in a
    /// temporary directory, which takes about half a second.
    ///
    /// # Errors
    /// [`Error::Start`] when the programs are missing or refuse to work, [`Error::Io`] when the temporary
    /// directory cannot be made.
    pub fn local(bin: &Path) -> Result<Self, Error> {
        local::Installation::prepare(bin).map(|i| Server(Kind::Local(Arc::new(i))))
    }

    /// The version in numbers, such as `17.5`.
    #[must_use]
    pub fn version(&self) -> &str {
        match &self.0 {
            #[cfg(feature = "embedded")]
            Kind::Embedded => embedded::VERSION,
            Kind::Local(installation) => installation.version(),
        }
    }

    /// The server in one line for the screen.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            #[cfg(feature = "embedded")]
            Kind::Embedded => format!("embedded PostgreSQL {}", embedded::VERSION),
            Kind::Local(installation) => {
                format!("PostgreSQL {} in {}", installation.version(), installation.bin().display())
            }
        }
    }

    /// A fresh, empty database. Several can be open at once.
    ///
    /// Must be called inside a tokio runtime with I/O and time enabled.
    ///
    /// # Errors
    /// [`Error::Start`] when the server does not come up, [`Error::Connection`] when it cannot be reached.
    pub async fn database(&self) -> Result<Database, Error> {
        match &self.0 {
            #[cfg(feature = "embedded")]
            Kind::Embedded => {
                let cluster = embedded::Cluster::start()?;
                let (options, connection) = cluster.connect().await?;
                Ok(Database { connection, options, _cluster: Cluster::Embedded(cluster) })
            }
            Kind::Local(installation) => {
                let (cluster, options, connection) = local::Cluster::start(Arc::clone(installation)).await?;
                Ok(Database { connection, options, _cluster: Cluster::Local(cluster) })
            }
        }
    }
}

/// A database with one connection, as a superuser named `postgres`. Dropping it stops its cluster and removes
/// its files.
#[derive(Debug)]
pub struct Database {
    // The order of fields is the order of dropping: the embedded server waits for its client to leave.
    connection: PgConnection,
    options: PgConnectOptions,
    _cluster: Cluster,
}

#[derive(Debug)]
#[expect(dead_code, reason = "held for what dropping it does: the cluster stops")]
enum Cluster {
    #[cfg(feature = "embedded")]
    Embedded(embedded::Cluster),
    Local(local::Cluster),
}

impl Database {
    /// Runs a script statement by statement, with the transactions that the script itself asks for.
    ///
    /// The first error ends the script. Like a script run by `psql`, it may not leave a transaction open:
    /// what it began and did not commit is rolled back.
    ///
    /// # Errors
    /// [`Error::Script`] when the server refuses a statement or the script leaves a transaction open,
    /// [`Error::Connection`] when the connection fails.
    pub async fn execute(&mut self, script: &str) -> Result<(), Error> {
        let mut opened: Option<Statement<'_>> = None;
        for statement in sql_script::split(script) {
            if let Err(error) = run(&mut self.connection, statement.text).await {
                let error = Error::from_sqlx(error, &statement);
                if opened.is_some() {
                    self.roll_back(&statement).await?;
                }
                return Err(error);
            }
            match statement.transaction() {
                Some(Transaction::Opens) => opened = Some(statement),
                Some(Transaction::Ends) => opened = None,
                None => {}
            }
        }
        let Some(statement) = opened else {
            return Ok(());
        };
        self.roll_back(&statement).await?;
        Err(Error::Script(Box::new(ScriptError {
            code: None,
            message: "this transaction is never committed".to_owned(),
            detail: None,
            hint: Some("end it with COMMIT".to_owned()),
            statement: statement.text.to_owned(),
            line: statement.line,
        })))
    }

    async fn roll_back(&mut self, after: &Statement<'_>) -> Result<(), Error> {
        run(&mut self.connection, "rollback").await.map_err(|error| Error::from_sqlx(error, after))
    }

    /// The rows of one query, every value as the text that the server prints for it.
    ///
    /// # Errors
    /// [`Error::Script`] when the server refuses the query, [`Error::Connection`] when the connection fails.
    pub async fn query_text(&mut self, query: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        let failed = |error| {
            let statement = Statement { text: query, line: 1 };
            Error::from_sqlx(error, &statement)
        };
        let rows =
            sqlx::raw_sql(AssertSqlSafe(query.to_owned())).fetch_all(&mut self.connection).await.map_err(failed)?;
        let cell = |row: &sqlx::postgres::PgRow, column| {
            let value = row.try_get_raw(column)?;
            if value.is_null() {
                return Ok(None);
            }
            let text = value.as_str().map_err(sqlx::Error::Decode)?;
            Ok(Some(text.to_owned()))
        };
        rows.iter()
            .map(|row| (0..row.len()).map(|column| cell(row, column)).collect())
            .collect::<Result<_, _>>()
            .map_err(failed)
    }

    /// The connection itself, for what the other methods do not offer.
    pub fn connection(&mut self) -> &mut PgConnection {
        &mut self.connection
    }

    /// How to connect to this database once more. The embedded server takes a second client only after the
    /// first has left, so there this is of use only for the address.
    #[must_use]
    pub fn options(&self) -> &PgConnectOptions {
        &self.options
    }
}

async fn run(connection: &mut PgConnection, statement: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(connection).await.map(drop)
}

/// Why a scratch database could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// This build has no embedded server.
    #[error(
        "this schemac was built without the embedded Postgres; \
         build it with the cargo feature `embedded` or name server programs in SCHEMAC_POSTGRES_BIN"
    )]
    NotBuiltIn,
    /// A server did not start.
    #[error("{server} did not start: {reason}")]
    Start {
        /// Which server, for the screen.
        server: String,
        /// What it said, possibly over several lines.
        reason: String,
    },
    /// The server refused a statement.
    #[error(transparent)]
    Script(Box<ScriptError>),
    /// The connection to the server failed.
    #[error("the connection to the scratch database failed")]
    Connection(#[source] sqlx::Error),
    /// A file or process could not be handled.
    #[error("cannot {action}")]
    Io {
        /// What was tried, such as `create a directory in /tmp`.
        action: String,
        /// What the operating system answered.
        #[source]
        source: io::Error,
    },
}

impl Error {
    fn io(action: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let action = action.into();
        |source| Error::Io { action, source }
    }

    fn from_sqlx(error: sqlx::Error, statement: &Statement<'_>) -> Self {
        let refused = match &error {
            sqlx::Error::Database(refused) => refused.try_downcast_ref::<PgDatabaseError>(),
            _ => None,
        };
        let Some(refused) = refused else {
            return Error::Connection(error);
        };
        let line = match refused.position() {
            Some(PgErrorPosition::Original(character)) => statement.line_at(character),
            Some(PgErrorPosition::Internal { .. }) | None => statement.line,
        };
        Error::Script(Box::new(ScriptError {
            code: Some(refused.code().to_owned()),
            message: refused.message().to_owned(),
            detail: refused.detail().map(str::to_owned),
            hint: refused.hint().map(str::to_owned),
            statement: statement.text.to_owned(),
            line,
        }))
    }
}

/// A statement that the server refused, in the server's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}{}{}", after("detail", detail.as_deref()), after("hint", hint.as_deref()))]
pub struct ScriptError {
    /// The SQLSTATE; `None` when schemac and not the server refused.
    pub code: Option<String>,
    /// What is wrong.
    pub message: String,
    /// More about it.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// The whole statement.
    pub statement: String,
    /// The line of the script, counted from 1, that the server points at; else the first of the statement.
    pub line: usize,
}

fn after(label: &str, text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("\n{label}: {text}"))
}

/// The directories of a list in the manner of `PATH`, without the empty ones.
fn directories(list: Option<std::ffi::OsString>) -> Vec<PathBuf> {
    let list = list.unwrap_or_default();
    let named = std::env::split_paths(&list).filter(|p| !p.as_os_str().is_empty());
    named.collect()
}
