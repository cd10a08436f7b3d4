//! Addresses of databases, in the forms that libpq takes: URLs, with an empty host too, and lists of keywords.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// How to connect to an address.
///
/// # Errors
/// Says what is wrong with it, without its password.
pub fn options(address: &str) -> Result<PgConnectOptions, String> {
    let options = if address.contains("://") { of_url(address)? } else { of_keywords(address)? };
    // Prepared statements of one client are seen by another behind a pooler.
    Ok(options.statement_cache_capacity(0).application_name("schemac"))
}

/// The driver wants a host after a user, which libpq lets a parameter name.
fn of_url(url: &str) -> Result<PgConnectOptions, String> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = if rest[..end].ends_with('@') { "localhost" } else { "" };
    let whole = format!("{scheme}://{}{host}{}", &rest[..end], &rest[end..]);
    PgConnectOptions::from_str(&whole).map_err(|error| error.to_string())
}

/// `host=/run/postgresql dbname='my db'`
fn of_keywords(text: &str) -> Result<PgConnectOptions, String> {
    let mut options = PgConnectOptions::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').ok_or("it is neither a URL nor a list of `keyword=value`")?;
        let (value, after) = value(after.trim_start()).ok_or("a quote is not closed")?;
        rest = after.trim_start();
        options = match key.trim() {
            "host" | "hostaddr" if value.starts_with('/') => options.socket(value),
            "host" | "hostaddr" => options.host(&value),
            "port" => options.port(value.parse().map_err(|_| format!("`{value}` is no port"))?),
            "user" => options.username(&value),
            "password" => options.password(&value),
            "dbname" => options.database(&value),
            "sslmode" => options.ssl_mode(PgSslMode::from_str(&value).map_err(|error| error.to_string())?),
            "sslrootcert" => options.ssl_root_cert(value),
            "sslcert" => options.ssl_client_cert(value),
            "sslkey" => options.ssl_client_key(value),
            // libpq takes these too; what is read does not depend on them.
            "application_name" | "connect_timeout" | "client_encoding" => options,
            key => return Err(format!("the keyword `{key}` is not known")),
        };
    }
    Ok(options)
}

/// The value at the start, in single quotes if it holds blanks, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let (quoted, text) = match text.strip_prefix('\'') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            '\'' if quoted => return Some((value, &text[at + 1..])),
            character if character.is_whitespace() && !quoted => return Some((value, &text[at..])),
            character => value.push(character),
        }
    }
    (!quoted).then_some((value, ""))
}

/// An address without its password.
#[must_use]
pub fn redacted(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "given".to_owned() };
    let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => authority.to_owned(),
    };
    let path = tail.split('?').next().unwrap_or_default();
    format!("{scheme}://{authority}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(redacted("postgres://me:secret@host:5432/db?sslmode=require"), "postgres://me@host:5432/db");
        assert_eq!(redacted("postgresql://host/db?password=secret"), "postgresql://host/db");
        assert_eq!(redacted("postgres:///db?host=/run/x&password=secret"), "postgres:///db");
        assert_eq!(redacted("host=x password=secret"), "given");
    }

    #[test]
    fn all_forms_of_libpq_are_taken() {
        let read = |text: &str| options(text).expect(text);
        let socket = read("postgres://me:secret@/db?host=/run/x&port=5499");
        assert_eq!(socket.get_socket().map(|path| path.display().to_string()).as_deref(), Some("/run/x"));
        assert_eq!((socket.get_username(), socket.get_database(), socket.get_port()), ("me", Some("db"), 5499));
        let keywords = read("host=example.org port=1 user=me password='a \\'b' dbname = 'my db'");
        assert_eq!((keywords.get_host(), keywords.get_database()), ("example.org", Some("my db")));
        assert!(options("nonsense").is_err() && options("host='x").is_err() && options("tty=1").is_err());
    }
}
