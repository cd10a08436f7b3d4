//! Rows of a live database that a plan would stop at half way, looked for before anything is touched.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;

use super::Ends;
use crate::code;
use crate::compare;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::place;
use crate::kind::offending::Offending;
use crate::kind::{Id, Kind, Object};
use crate::lower::Lowered;
use crate::name::{self, Name};
use crate::plan::Step;
use crate::profile::Profile;
use crate::step::Hazard;

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
    let may_fail = |step: &Step| step.statements.iter().any(|own| own.hazards.contains(&Hazard::MayFail));
    let changed: BTreeSet<&Id> = steps.iter().flat_map(|step| &step.changes).map(|change| change.id()).collect();
    if !steps.iter().any(may_fail) || changed.iter().any(|id| id.kind == Kind::Script) {
        return Ok(());
    }
    let session = format!(
        "set default_transaction_read_only = on; set statement_timeout = '{LONGEST}'; set search_path = {}",
        name::list(&profile.search_path)
    );
    sqlx::raw_sql(AssertSqlSafe(session)).execute(&mut *connection).await?;
    for id in &changed {
        let Some(Offending { query, tables }) = offending(ends, id) else { continue };
        if !tables.iter().all(|table| keeps_rows(ends, &changed, table)) {
            continue;
        }
        match sqlx::raw_sql(AssertSqlSafe(format!("{query} limit 1"))).fetch_all(&mut *connection).await {
            Ok(rows) if !rows.is_empty() => out.push(in_the_way(id, &query, lowered)),
            // One that does not run reads what the plan is yet to make, or takes too long.
            Ok(_) | Err(sqlx::Error::Database(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The rows that an object refuses which comes or changes.
fn offending(ends: &Ends, id: &Id) -> Option<Offending> {
    let (old, new) = (ends.from.get(id), ends.to.get(id)?);
    if let Object::Column(column) = new {
        let fills = column.backfill.is_some() || column.inherited;
        let refuses = column.not_null && !fills;
        return match old {
            Some(Object::Column(old)) if refuses && !old.not_null => {
                Some(Offending::nulls(&column.table, &column.name))
            }
            None if refuses && ends.to.get(&Id::of(Kind::Default, &column.table, &column.name)).is_none() => {
                // A domain may have a default of its own.
                let given = column.generated.is_some() || column.identity.is_some() || !column.data_type.built_in;
                (!given).then(|| Offending::any(&column.table))
            }
            _ => None,
        };
    }
    Offending::against(new, &ends.to)
}

/// Whether the rows of a table are the same when the step is taken, as far as they are looked at.
fn keeps_rows(ends: &Ends, changed: &BTreeSet<&Id>, table: &Name) -> bool {
    let table = Id::named(Kind::Table, table);
    let written = |id: &&&Id| {
        let (old, new) = (ends.from.get(id), ends.to.get(id));
        if new.or(old).and_then(Object::parent).as_ref() != Some(&table) {
            return false;
        }
        match (old, new) {
            (Some(old), Some(new @ Object::Column(column))) => {
                column.backfill.is_some()
                    || column.using.is_some()
                    || compare::attributes(old, new).iter().any(|attribute| attribute != "not_null")
            }
            _ => id.kind == Kind::Seed,
        }
    };
    ends.from.get(&table).is_some() && !changed.iter().any(|id| written(&id))
}

fn in_the_way(id: &Id, query: &str, lowered: &Lowered) -> Diagnostic {
    let message = format!("rows in the database keep {id} from becoming what is declared");
    Diagnostic::error(code::ROWS_IN_THE_WAY, place(id, lowered), message)
        .note(format!("there are some: {query}"))
        .note("nothing was changed")
        .help("change those rows first, or say in the YAML what becomes of them: `backfill` fills a column")
}
