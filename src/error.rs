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
    #[cfg(feature = "live")]
    #[error("{}", with_causes(.0.as_ref()))]
    Live(Box<crate::live::Error>),
    #[cfg(feature = "live")]
    #[error("building the declared schema on a scratch server: {}", with_causes(.0.as_ref()))]
    Canonical(Box<crate::canonical::Error>),
    #[cfg(feature = "live")]
    #[error("{}", with_causes(.0.as_ref()))]
    Scratch(Box<crate::scratch::Error>),
    #[error("rendering the template `{template}`: {message}")]
    Template { template: String, message: String },
}

pub type Result<T> = std::result::Result<T, Error>;

/// An error with what it came from, which a driver keeps to itself.
#[cfg(feature = "live")]
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut at = error.source();
    while let Some(cause) = at {
        let shown = cause.to_string();
        if !text.contains(&shown) {
            text.push_str(": ");
            text.push_str(&shown);
        }
        at = cause.source();
    }
    text
}
