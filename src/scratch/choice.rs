//! Which server is used, as a person says it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::{Error, Server, directories, local};
use crate::live;

/// A scratch server to choose.
#[derive(Clone, Default)]
pub enum Choice {
    /// Server programs where `SCHEMAC_POSTGRES_BIN` names some, else the embedded server, else whatever programs there are.
    #[default]
    Any,
    Embedded,
    /// Server programs of this machine, of the wanted major version if there are such.
    Local,
    /// The server programs in a directory.
    Programs(PathBuf),
    /// A server that runs already. The URL may hold a password.
    Url(String),
}

impl Choice {
    /// The server; where there is a choice, one of the major version.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub fn server(&self, major: u32) -> Result<Server, Error> {
        match self {
            Choice::Any if !directories(std::env::var_os("SCHEMAC_POSTGRES_BIN")).is_empty() => local(major),
            Choice::Any if cfg!(feature = "embedded") => Server::embedded(),
            Choice::Any | Choice::Local => local(major),
            Choice::Embedded => Server::embedded(),
            Choice::Programs(bin) => Server::local(bin),
            Choice::Url(url) => Server::remote(url),
        }
    }
}

fn local(major: u32) -> Result<Server, Error> {
    let found = local::local_servers();
    let fitting = found.iter().find(|bin| local::major(bin) == Some(major));
    match fitting.or(found.first()) {
        Some(bin) => Server::local(bin),
        None => Err(Error::Start {
            server: "PostgreSQL".to_owned(),
            reason: "no server programs were found: install them, or name their directory in SCHEMAC_POSTGRES_BIN"
                .to_owned(),
        }),
    }
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Choice, String> {
        match text {
            "embedded" => Ok(Choice::Embedded),
            "local" => Ok(Choice::Local),
            _ if text.starts_with("postgres://") || text.starts_with("postgresql://") => Ok(Choice::Url(text.to_owned())),
            _ if text.contains(std::path::is_separator) && !text.contains("://") => Ok(Choice::Programs(text.into())),
            _ => Err("write `embedded`, `local`, a directory of server programs such as /usr/lib/postgresql/17/bin, or postgres://…".to_owned()),
        }
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Any => f.write_str("Any"),
            Choice::Embedded => f.write_str("Embedded"),
            Choice::Local => f.write_str("Local"),
            Choice::Programs(bin) => f.debug_tuple("Programs").field(bin).finish(),
            Choice::Url(url) => f.debug_tuple("Url").field(&live::redacted(url)).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_in_one_word() {
        let read = |text: &str| text.parse::<Choice>().map(|choice| format!("{choice:?}"));
        assert_eq!(read("embedded"), Ok("Embedded".to_owned()));
        assert_eq!(read("/opt/pg/bin"), Ok("Programs(\"/opt/pg/bin\")".to_owned()));
        assert_eq!(read("postgres://me:secret@host/db"), Ok("Url(\"postgres://me@host/db\")".to_owned()));
        assert!(read("docker").is_err() && read("mysql://host/db").is_err());
    }
}
