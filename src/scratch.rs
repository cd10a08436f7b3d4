//! A Postgres to try things on: a [`Server`] gives out fresh, empty [`Database`]s that vanish when dropped.
//!
//! Every database is a cluster of its own, because roles, settings and tablespaces belong to the cluster: what
//! one script does can never be seen by another. Only on a server that runs already is it a database among others.
//! Nothing here knows what a schema is; SQL goes in, rows or an [`Error`] come out.

mod choice;
mod directory;
#[cfg(feature = "embedded")]
mod embedded;
mod ending;
mod error;
pub mod externals;
mod local;
mod log;
mod remote;
pub mod stub;
mod user;
mod watched;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Row, ValueRef};

use crate::sql_script::{self, Statement, Transaction};

pub use choice::Choice;
pub use directory::{Contained, contain};
pub use ending::end_all;
pub use error::{Error, ScriptError};
pub use local::local_servers;

/// A Postgres installation that databases can be made with.
#[derive(Debug)]
pub struct Server(Kind);

#[derive(Debug)]
enum Kind {
    #[cfg(feature = "embedded")]
    Embedded,
    Local(Arc<local::Installation>),
    Remote(Arc<remote::Host>),
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

    /// A server that runs already, by the URL of a database on it. It gets a database of its own for each that is asked for, which is
    /// dropped again; roles are the whole server's, and those that stand-ins need and that were not there go as well.
    ///
    /// # Errors
    /// [`Error::Start`] when it cannot be reached or the role may not create databases.
    pub fn remote(url: &str) -> Result<Self, Error> {
        remote::Host::connect(url).map(|host| Server(Kind::Remote(Arc::new(host))))
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
            Kind::Remote(host) => host.version(),
        }
    }

    /// The server in one line for the screen.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            #[cfg(feature = "embedded")]
            Kind::Embedded => format!("embedded PostgreSQL {}", embedded::VERSION),
            Kind::Local(installation) => installation.name(),
            Kind::Remote(host) => host.name(),
        }
    }

    /// Whether databases share roles and settings, with each other and with those of others.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        match &self.0 {
            #[cfg(feature = "embedded")]
            Kind::Embedded => false,
            Kind::Local(_) => false,
            Kind::Remote(_) => true,
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
                Ok(Database { connection, options, cluster: Cluster::Embedded(cluster) })
            }
            Kind::Local(installation) => {
                let (cluster, options, connection) = local::Cluster::start(Arc::clone(installation)).await?;
                Ok(Database { connection, options, cluster: Cluster::Local(cluster) })
            }
            Kind::Remote(host) => {
                let (database, options, connection) = remote::Database::create(Arc::clone(host)).await?;
                Ok(Database { connection, options, cluster: Cluster::Remote(database) })
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
    cluster: Cluster,
}

#[derive(Debug)]
enum Cluster {
    #[cfg(feature = "embedded")]
    Embedded(#[expect(dead_code, reason = "held for what dropping it does: the cluster stops")] embedded::Cluster),
    Local(local::Cluster),
    Remote(remote::Database),
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
                let error = self.explain(Error::from_sqlx(error, &statement));
                if opened.is_some() && matches!(error, Error::Script(_)) {
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
            context: None,
            statement: statement.text.to_owned(),
            line: statement.line,
        })))
    }

    async fn roll_back(&mut self, after: &Statement<'_>) -> Result<(), Error> {
        let rolled_back = run(&mut self.connection, "rollback").await;
        rolled_back.map_err(|error| self.explain(Error::from_sqlx(error, after)))
    }

    /// The rows of one query, every value as the text that the server prints for it.
    ///
    /// # Errors
    /// [`Error::Script`] when the server refuses the query, [`Error::Connection`] when the connection fails.
    pub async fn query_text(&mut self, query: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        let found = rows(&mut self.connection, query).await;
        found.map_err(|error| self.explain(Error::from_sqlx(error, &Statement { text: query, line: 1 })))
    }

    /// What a new connection would be: no settings, no temporary tables, no role but its own, the database's own defaults. The embedded
    /// server takes no second client, so the first becomes like new.
    ///
    /// # Errors
    /// [`Error::Connection`] when the connection fails.
    pub async fn new_session(&mut self) -> Result<(), Error> {
        self.execute("discard all").await?;
        self.query_text(DEFAULTS).await.map(drop)
    }

    /// Why the server is no longer there, if it is not.
    #[must_use]
    pub fn ended(&self) -> Option<Error> {
        match &self.cluster {
            #[cfg(feature = "embedded")]
            Cluster::Embedded(_) => None,
            Cluster::Local(cluster) => cluster.ended(),
            Cluster::Remote(_) => None,
        }
    }

    /// A connection that failed because its server has ended, and what the server said; a refusal that the embedded server cannot help.
    fn explain(&self, error: Error) -> Error {
        #[cfg(feature = "embedded")]
        let error = match (&self.cluster, error) {
            (Cluster::Embedded(_), Error::Script(refusal)) => Error::Script(embedded::explain(refusal)),
            (_, error) => error,
        };
        let gone = match &error {
            Error::Connection(_) | Error::Server(_) => self.ended(),
            _ => None,
        };
        gone.unwrap_or(error)
    }

    /// Whether its server has other databases, and roles that are theirs as well.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.cluster, Cluster::Remote(_))
    }

    /// Notes roles that were made for this database on a server that others use: they go when the last of its databases has gone.
    pub fn made_roles(&self, roles: impl IntoIterator<Item = String>) {
        if let Cluster::Remote(database) = &self.cluster {
            database.made_roles(roles);
        }
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

/// Sets what the database sets for every new connection.
const DEFAULTS: &str = "select set_config(split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1), false) \
from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database d on d.oid = s.setdatabase, pg_catalog.unnest(s.setconfig) setting \
where d.datname = current_database() and s.setrole = 0";

async fn rows(connection: &mut PgConnection, query: &str) -> Result<Vec<Vec<Option<String>>>, sqlx::Error> {
    let cell = |row: &sqlx::postgres::PgRow, column| {
        let value = row.try_get_raw(column)?;
        if value.is_null() {
            return Ok(None);
        }
        let text = value.as_str().map_err(sqlx::Error::Decode)?;
        Ok(Some(text.to_owned()))
    };
    let found = sqlx::raw_sql(AssertSqlSafe(query.to_owned())).fetch_all(connection).await?;
    found.iter().map(|row| (0..row.len()).map(|column| cell(row, column)).collect()).collect()
}

async fn run(connection: &mut PgConnection, statement: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(connection).await.map(drop)
}

/// The directories of a list in the manner of `PATH`, without the empty ones.
fn directories(list: Option<std::ffi::OsString>) -> Vec<PathBuf> {
    let list = list.unwrap_or_default();
    let named = std::env::split_paths(&list).filter(|p| !p.as_os_str().is_empty());
    named.collect()
}
