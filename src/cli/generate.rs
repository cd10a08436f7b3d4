//! `schemac generate`

use clap::Args;

use super::{Common, Outcome, hazards};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::generate::{self, Generated, Options};
use crate::source::{Sources, direct};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Write nothing: fail when what is there is not what would be written
    #[arg(long)]
    check: bool,
    /// Allow a hazard for this run: data_loss, table_rewrite, possible_rename or all
    #[arg(long, value_name = "HAZARD", value_delimiter = ',')]
    allow: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let allow = hazards(&arguments.allow)?;
    let options = Options { check: arguments.check, now: generate::now(), allow };
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let generated = generate::generate(&arguments.common.project, &options, &mut sources, &mut out)?;
    let outcome = arguments.common.output.report(&out, &sources);
    for project in &generated {
        for path in &project.written {
            arguments.common.output.done(&format!("wrote {}", direct(&project.output.join(path)).display()));
        }
        for path in &project.removed {
            arguments.common.output.done(&format!("removed {}", direct(&project.output.join(path)).display()));
        }
        if outcome == Outcome::Clean {
            arguments.common.output.done(&summary(project, arguments.check));
        }
    }
    Ok(outcome)
}

fn summary(project: &Generated, check: bool) -> String {
    if project.remembered {
        return format!("{}: nothing to do", project.project);
    }
    let state = match (check, project.written.len() + project.removed.len()) {
        (true, _) => format!("{} files as they should be", project.unchanged),
        (false, 0) => format!("{} files, nothing to write", project.unchanged),
        (false, _) => format!("{} files written, {} unchanged", project.written.len(), project.unchanged),
    };
    format!("{}: {} objects, {state}", project.project, project.objects)
}
