//! `schemac verify`

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Outcome, live, scratch};
use crate::canonical;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::generate;
use crate::lower::lower;
use crate::scratch::Choice;
use crate::source::Sources;
use crate::verify::{self, Verified};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// The server to try them on: embedded, local, a directory of server programs, or postgres://…
    #[arg(long, value_name = "SERVER")]
    scratch: Option<Choice>,
    /// Keep how this server prints the schema, so that `drift` needs no server of its own for databases of the same major version
    #[arg(long)]
    record: bool,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let choice = arguments.scratch.clone().unwrap_or_default();
    let verified = scratch::contained(|| verify::verify(&arguments.common.project, &choice, &mut sources, &mut out))?;
    let outcome = arguments.common.output.report(&out, &sources);
    for project in &verified {
        arguments.common.output.done(&summary(project, outcome));
    }
    if arguments.record && outcome == Outcome::Clean {
        for path in scratch::contained(|| record(&arguments.common.project, &choice))? {
            arguments.common.output.done(&format!("wrote {}", path.display()));
        }
    }
    Ok(outcome)
}

fn record(root: &Path, choice: &Choice) -> Result<Vec<PathBuf>> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut written = Vec::new();
    for project in generate::projects(root, &mut sources, &mut out)? {
        let lowered = lower(&project, &mut sources, &mut out)?;
        let kept = live::run(canonical::keep(&project, &lowered, choice))?;
        written.push(kept.map_err(|error| Error::Canonical(Box::new(error)))?);
    }
    Ok(written)
}

fn summary(verified: &Verified, outcome: Outcome) -> String {
    let Verified { project, server, stubbed, migrations, irreversible, objects, took } = verified;
    let verb = if outcome == Outcome::Clean { "verified" } else { "tried" };
    let files = if *migrations == 1 { "migration" } else { "migrations" };
    let undone = match irreversible {
        0 => String::new(),
        count => format!(" ({count} cannot be undone)"),
    };
    let stubbed = if stubbed.is_empty() { "nothing".to_owned() } else { stubbed.join("; ") };
    format!(
        "{project}: {verb} {migrations} {files}{undone}, {objects} objects on {server} in {:.1} s (stubbed: {stubbed})",
        took.as_secs_f64()
    )
}
