//! What the commands share that read a database.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::introspect::Unmodelled;
use crate::live::{self, Reading};

/// The address of a database. It may hold a password, so it has no `Display` and its `Debug` hides it.
#[derive(Clone)]
pub struct Database(String);

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&live::redacted(&self.0))
    }
}

impl Database {
    /// The address as it was given, password and all.
    pub fn url(&self) -> &str {
        &self.0
    }
}

impl FromStr for Database {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> std::result::Result<Database, Self::Err> {
        Ok(Database(text.to_owned()))
    }
}

/// Waits for what goes on with databases.
///
/// # Errors
/// When the system does not let us wait.
pub fn run<T>(work: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(|error| Error::Usage(format!("starting the runtime: {error}")))?.block_on(work))
}

/// Reads the catalog of a database.
///
/// # Errors
/// When it cannot be reached or read.
pub fn read(database: &Database, exact: bool) -> Result<Reading> {
    run(async {
        let mut connection = live::connect(&database.0).await?;
        live::read(&mut connection, exact).await
    })?
    .map_err(|error| Error::Live(Box::new(error)))
}

/// Which server was used, and what was not the real thing.
pub fn built_by(server: &str, stubbed: &[String]) -> String {
    if stubbed.is_empty() { format!("on {server}") } else { format!("on {server}, stubbed: {}", stubbed.join(", ")) }
}

/// What the model has no form for, counted and named; nothing where there is nothing.
pub fn inventory(unmodelled: &BTreeSet<Unmodelled>) -> String {
    if unmodelled.is_empty() {
        return "everything in the database has a form in YAML".to_owned();
    }
    let mut by_kind: BTreeMap<&str, Vec<&Unmodelled>> = BTreeMap::new();
    for item in unmodelled {
        by_kind.entry(&item.what).or_default().push(item);
    }
    let mut lines = vec![format!("not in the project, because YAML has no form for it: {}", unmodelled.len())];
    for (what, items) in by_kind {
        lines.push(format!("  {what}: {}", items.len()));
        for Unmodelled { name, why, .. } in items {
            lines.push(match why {
                Some(why) => format!("    {name}: {why}"),
                None => format!("    {name}"),
            });
        }
    }
    lines.join("\n")
}

/// The same for programs.
pub fn inventory_json(unmodelled: &BTreeSet<Unmodelled>) -> String {
    let value = serde_json::json!({ "unmodelled": unmodelled });
    format!("{value:#}\n")
}
