//! `schemac pull`

use std::path::PathBuf;

use clap::Args;

use super::live::{self, Database};
use super::{FormatArgument, Outcome, Output, print, say, scratch};
use crate::canonical::{self, Printed};
use crate::diagnostic::Diagnostics;
use crate::drift::{self, Report};
use crate::error::Result;
use crate::lower::Lowered;
use crate::name::Ident;
use crate::project::Project;
use crate::pull::{self, Options, Pulled};
use crate::source::Sources;

#[derive(Args)]
pub struct Arguments {
    /// The folder of the project; it is made if it is not there
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    project: PathBuf,
    /// The database to read, as a URL
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    from: Database,
    /// Only these schemas
    #[arg(long, value_name = "SCHEMA", value_delimiter = ',')]
    schema: Vec<String>,
    /// Fail when the database has something that a project cannot say
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let reading = live::read(&arguments.from, true)?;
    let server = reading.server.clone();
    let options = Options { schemas: arguments.schema.iter().map(|name| Ident::from(name.as_str())).collect() };
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let judge = |project: &Project, lowered: &Lowered| compare(arguments, project, lowered);
    let pulled = pull::pull(reading, &arguments.project, &options, &judge, &mut sources, &mut out)?;
    let outcome = arguments.output.report(&out, &sources);
    let Some(Pulled { objects, written, removed, unchanged, unmodelled }) = pulled else { return Ok(outcome) };
    let folder = arguments.project.display();
    let done = |line: &str| arguments.output.done(line);
    removed.iter().for_each(|path| done(&format!("removed {}", arguments.project.join(path).display())));
    done(&live::inventory(&unmodelled));
    done(&format!(
        "{folder}: {objects} objects of {} on PostgreSQL {}, {} files written, {unchanged} unchanged",
        server.database.as_str(),
        server.version,
        written.len()
    ));
    if arguments.output.format == FormatArgument::Json {
        print(&live::inventory_json(&unmodelled));
    }
    Ok(if arguments.strict && !unmodelled.is_empty() { Outcome::Found } else { outcome })
}

/// The project as it is against the database. Without a server that prints what is declared, every word counts.
fn compare(arguments: &Arguments, project: &Project, lowered: &Lowered) -> Result<Option<Report>> {
    let found = live::read(&arguments.from, false)?;
    let printed = scratch::contained(|| {
        live::run(canonical::printed(project, lowered, found.server.major, None, arguments.from.url()))
    })?;
    match printed {
        Ok(Printed { reading, .. }) if reading.server.major == found.server.major => {
            Ok(Some(drift::drift(project, lowered, reading, found)))
        }
        Ok(_) => Ok(None),
        Err(error) => {
            say(&format!(
                "what is declared could not be built on a scratch server, so that every word counts: {error}"
            ));
            Ok(None)
        }
    }
}
