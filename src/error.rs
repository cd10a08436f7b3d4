//! What the environment did not let us do: files, connections, servers. One at a time, with its context; exit code 2.
//! Findings about the user's files are [`crate::diagnostic::Diagnostic`]s instead.

use std::io;
use std::path::PathBuf;

/// A failure of the environment.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("reading {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("writing {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Usage(String),
    #[error("rendering the template `{template}`: {message}")]
    Template { template: String, message: String },
}

pub type Result<T> = std::result::Result<T, Error>;
