//! What can go wrong on a scratch server.

use std::io;

use sqlx::postgres::{PgDatabaseError, PgErrorPosition};

use crate::sql_script::Statement;

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
    /// A server ended while it was used.
    #[error("the scratch server ended: {server}\n{reason}")]
    Ended {
        /// Which server, for the screen.
        server: String,
        /// How it ended, and what it said last.
        reason: String,
    },
    /// The server could not do its work, whatever the statement: its disk is full, it is shutting down.
    #[error("the scratch server failed, {0}")]
    Server(Box<ScriptError>),
    /// The server refused a statement.
    #[error(transparent)]
    Script(Box<ScriptError>),
    /// The connection to the server failed.
    #[error("the connection to the scratch database failed")]
    Connection(#[source] sqlx::Error),
    /// What would be tried changes roles, and the server has databases of others.
    #[error(
        "the project declares roles, which are those of all databases of a server: \
         try it on a server of its own, with `--scratch embedded` or `--scratch local`"
    )]
    SharedRoles,
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
    pub(super) fn io(action: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let action = action.into();
        |source| Error::Io { action, source }
    }

    pub(super) fn from_sqlx(error: sqlx::Error, statement: &Statement<'_>) -> Self {
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
        let refusal = Box::new(ScriptError {
            code: Some(refused.code().to_owned()),
            message: refused.message().to_owned(),
            detail: refused.detail().map(str::to_owned),
            hint: refused.hint().map(str::to_owned),
            context: refused.r#where().map(str::to_owned),
            statement: statement.text.to_owned(),
            line,
        });
        if is_environment(refused.code()) { Error::Server(refusal) } else { Error::Script(refusal) }
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
    /// The functions and blocks that were running.
    pub context: Option<String>,
    /// The whole statement.
    pub statement: String,
    /// The line of the script, counted from 1, that the server points at; else the first of the statement.
    pub line: usize,
}

/// Whether an SQLSTATE speaks of the machine and not of the statement: insufficient resources, shutdown, system errors.
fn is_environment(code: &str) -> bool {
    ["53", "57P", "58"].iter().any(|class| code.starts_with(class))
}

fn after(label: &str, text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("\n{label}: {text}"))
}
