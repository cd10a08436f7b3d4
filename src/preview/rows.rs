//! Rows of a live database that a plan would stop at half way, looked for before anything is touched.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::AssertSqlSafe;
use sqlx::error::DatabaseError;
use sqlx::postgres::PgConnection;

use super::Ends;
use crate::code;
use crate::compare;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::place;
use crate::kind::offending::{Models, Offending};
use crate::kind::{Id, Kind, Object};
use crate::lower::Lowered;
use crate::name::{self, Ident, Name};
use crate::plan::Step;
use crate::profile::Profile;

/// What takes longer to find is left for the plan to find.
const LONGEST: &str = "5s";

/// Looks for rows that keep a step from being taken; what is found goes to `out`. Nothing is said of rows that the plan itself changes, and
/// of those that the role may not read.
///
/// # Errors
/// When the connection fails.
pub async fn look(
    connection: &mut PgConnection,
    ends: &Ends,
    steps: &[Step],
    profile: &Profile,
    lowered: &Lowered,
    out: &mut Diagnostics,
) -> Result<(), sqlx::Error> {
    let changed: BTreeSet<&Id> = steps.iter().flat_map(|step| &step.changes).map(|change| change.id()).collect();
    if changed.iter().any(|id| id.kind == Kind::Script) {
        return Ok(());
    }
    let session = format!(
        "set default_transaction_read_only = on; set statement_timeout = '{LONGEST}'; set search_path = {}",
        name::list(&profile.search_path)
    );
    sqlx::raw_sql(AssertSqlSafe(session)).execute(&mut *connection).await?;
    let mut parts: BTreeMap<Id, Vec<&Id>> = BTreeMap::new();
    for &id in &changed {
        let whole = [&ends.to, &ends.from].into_iter().find_map(|model| model.get(id)).and_then(Object::parent);
        whole.into_iter().for_each(|whole| parts.entry(whole).or_default().push(id));
    }
    let models = Models { from: &ends.from, to: &ends.to };
    for &id in &changed {
        let Some(new) = ends.to.get(id) else { continue };
        for Offending { query, tables, column, stops } in Object::offending(ends.from.get(id), new, models) {
            let keeps = |table: &Name| {
                let table = Id::named(Kind::Table, table);
                let others = parts.get(&table).into_iter().flatten().filter(|other| **other != id);
                ends.from.get(&table).is_some() && !others.into_iter().any(|id| writes(ends, id, column.as_ref()))
            };
            if !tables.iter().all(keeps) {
                continue;
            }
            let limit = if stops { "" } else { " limit 1" };
            match sqlx::raw_sql(AssertSqlSafe(format!("{query}{limit}"))).fetch_all(&mut *connection).await {
                Ok(rows) if !stops && !rows.is_empty() => out.push(in_the_way(id, &query, lowered)),
                Err(sqlx::Error::Database(error)) if stops && is_of_data(error.as_ref()) => {
                    out.push(in_the_way(id, &query, lowered).note(error.to_string()));
                }
                // One that does not run reads what the plan is yet to make, or takes too long.
                Ok(_) | Err(sqlx::Error::Database(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// Whether a value is at fault (class 22 of SQLSTATE).
fn is_of_data(error: &dyn DatabaseError) -> bool {
    error.code().is_some_and(|code| code.starts_with("22"))
}

/// Whether a change of a part of a table writes its rows, as far as one column of them is looked at, or all.
fn writes(ends: &Ends, id: &Id, only: Option<&Ident>) -> bool {
    match (ends.from.get(id), ends.to.get(id)) {
        (Some(old), Some(new @ Object::Column(column))) => {
            let is_other = || compare::attributes(old, new).iter().any(|attribute| attribute != "not_null");
            only.is_none_or(|only| column.name == *only)
                && (column.backfill.is_some() || column.using.is_some() || is_other())
        }
        _ => id.kind == Kind::Seed,
    }
}

fn in_the_way(id: &Id, query: &str, lowered: &Lowered) -> Diagnostic {
    let message = format!("rows in the database keep {id} from becoming what is declared");
    Diagnostic::error(code::ROWS_IN_THE_WAY, place(id, lowered), message)
        .note(format!("there are some: {query}"))
        .note("nothing was changed")
        .help("change those rows first, or say in the YAML what becomes of them: `backfill` fills a column")
}
