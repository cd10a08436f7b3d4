//! A server that runs already: a database of its own for each that is asked for, dropped however this process ends. Roles belong to the
//! whole server, so those that had to be made go as well.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Row};

use super::Error;
use super::ending::Ending;
use crate::live;
use crate::name::{Ident, literal};

/// How the names of all databases made here start. The time follows, by which those are known that a run left that was killed.
const PREFIX: &str = "schemac_scratch_";

/// After this many seconds a database that nobody is connected to belongs to no run.
const ABANDONED: u64 = 3600;

/// The server.
#[derive(Debug)]
pub(super) struct Host {
    options: PgConnectOptions,
    version: String,
    address: String,
    databases: AtomicU32,
    roles: Arc<Mutex<BTreeSet<String>>>,
    _ending: Ending,
}

impl Host {
    pub(super) fn connect(url: &str) -> Result<Host, Error> {
        let address = live::redacted(url);
        let failed = |reason: String| Error::Start { server: format!("a scratch database on {address}"), reason };
        let options = live::address::options(url).map_err(failed)?.disable_statement_logging();
        let own = options.clone();
        let asked = apart(async move {
            let mut connection = own.connect().await?;
            let row = sqlx::raw_sql(
                "select split_part(current_setting('server_version'), ' ', 1), current_user::text, \
                 (select rolcreatedb or rolsuper from pg_roles where rolname = current_user)::text",
            )
            .fetch_one(&mut connection)
            .await?;
            sweep(&mut connection).await?;
            let text = |column: usize| row.try_get_unchecked::<String, _>(column);
            Ok((text(0)?, text(1)?, text(2)? == "true"))
        });
        let (version, role, may_create) = asked.map_err(|error: sqlx::Error| failed(error.to_string()))?;
        if !may_create {
            let role = Ident::new(role);
            return Err(failed(format!(
                "the role {role} may not create databases: run `alter role {role} createdb` there, or choose another server"
            )));
        }
        let roles = Arc::default();
        let ending = drop_roles(options.clone(), Arc::clone(&roles));
        Ok(Host { options, version, address, databases: AtomicU32::new(0), roles, _ending: ending })
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn name(&self) -> String {
        format!("PostgreSQL {} at {}", self.version, self.address)
    }
}

/// A database on it.
#[derive(Debug)]
pub(super) struct Database {
    // The order of fields is the order of dropping: roles go after the databases that name them.
    _ending: Ending,
    host: Arc<Host>,
}

impl Database {
    pub(super) async fn create(host: Arc<Host>) -> Result<(Self, PgConnectOptions, PgConnection), Error> {
        let failed = |error: sqlx::Error| Error::Start { server: host.name(), reason: error.to_string() };
        let number = host.databases.fetch_add(1, Ordering::Relaxed);
        let name = Ident::new(format!("{PREFIX}{}_{}_{number}", now(), std::process::id()));
        let mut connection = host.options.connect().await.map_err(failed)?;
        // Before it is made, so that it goes even when we are told to end while it is being made.
        let ending = drop_database(host.options.clone(), name.clone());
        execute(&mut connection, &format!("create database {name} template template0")).await.map_err(failed)?;
        let options = host.options.clone().database(name.as_str());
        let connection = options.connect().await.map_err(failed)?;
        Ok((Database { _ending: ending, host }, options, connection))
    }

    pub(super) fn made_roles(&self, roles: impl IntoIterator<Item = String>) {
        self.host.roles.lock().unwrap_or_else(PoisonError::into_inner).extend(roles);
    }
}

fn drop_database(options: PgConnectOptions, name: Ident) -> Ending {
    Ending::new(move || {
        // Nobody is left to be told; the next run finds what could not be dropped.
        let _ = apart(async move {
            execute(&mut options.connect().await?, &format!("drop database if exists {name} with (force)")).await
        });
    })
}

fn drop_roles(options: PgConnectOptions, roles: Arc<Mutex<BTreeSet<String>>>) -> Ending {
    Ending::new(move || {
        let roles = std::mem::take(&mut *roles.lock().unwrap_or_else(PoisonError::into_inner));
        if roles.is_empty() {
            return;
        }
        let _ = apart(async move {
            let mut connection = options.connect().await?;
            for role in roles {
                // One that somebody else has come to use since then stays.
                let _ = execute(&mut connection, &format!("drop role if exists {}", Ident::new(role))).await;
            }
            Ok(())
        });
    })
}

/// Drops the databases of runs that were killed.
async fn sweep(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let query = format!(
        "select datname::text from pg_database d where starts_with(datname, {}) \
         and not exists (select from pg_stat_activity a where a.datid = d.oid)",
        literal(PREFIX)
    );
    for row in sqlx::raw_sql(AssertSqlSafe(query)).fetch_all(&mut *connection).await? {
        let name: String = row.try_get_unchecked(0)?;
        let made = name.strip_prefix(PREFIX).and_then(|rest| rest.split('_').next()?.parse::<u64>().ok());
        if made.is_some_and(|made| made + ABANDONED < now()) {
            // Another role's is not ours to drop.
            let _ = execute(connection, &format!("drop database if exists {}", Ident::new(name))).await;
        }
    }
    Ok(())
}

async fn execute(connection: &mut PgConnection, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.map(drop)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// Waits on a thread of its own, wherever the caller is.
fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T, sqlx::Error>> + Send + 'static,
) -> Result<T, sqlx::Error> {
    let thread = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(sqlx::Error::Io)?;
        runtime.block_on(work)
    });
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
