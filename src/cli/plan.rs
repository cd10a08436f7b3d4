//! `schemac plan`

use clap::{Args, ValueEnum};

use super::{Color, FormatArgument, Outcome, Output, hazards, live, print, say, scratch};
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::generate;
use crate::lower::lower;
use crate::preview::{self, Ends, Proof, State, report, script};
use crate::scratch::Choice;
use crate::source::Sources;
use crate::step::Hazard;

#[derive(Args)]
pub struct Arguments {
    /// The folder of the project
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    project: std::path::PathBuf,
    /// Where the plan starts: a project folder, a lock, a folder of migrations, or postgres://…; without it, the project's lock
    #[arg(long, value_name = "STATE")]
    from: Option<State>,
    /// Allow hazards for this call: data_loss, table_rewrite, possible_rename, unmanaged (to drop what nothing declares) or all
    #[arg(long, value_name = "HAZARD", value_delimiter = ',')]
    allow: Vec<String>,
    /// Do not try the plan on a scratch server first
    #[arg(long)]
    no_proof: bool,
    /// Exit with 1 when there is something to do
    #[arg(long)]
    exit_code: bool,
    /// The server that prints what is declared: embedded, local, a directory of server programs, or postgres://…
    #[arg(long, value_name = "SERVER")]
    scratch: Option<Choice>,
    /// How the plan is written to stdout
    #[arg(long, value_name = "FORMAT", default_value = "sql")]
    format: Format,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One script for `psql -f`
    #[value(alias = "human")]
    Sql,
    Json,
    /// For a pull request
    Markdown,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let output = Output { format: FormatArgument::Human, color: arguments.color, quiet: arguments.quiet };
    let allow = hazards(&arguments.allow)?;
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut projects = generate::projects(&arguments.project, &mut sources, &mut out)?;
    if projects.len() > 1 {
        return Err(Error::Usage("this is a workspace: name one of its projects with `--project`".to_owned()));
    }
    let Some(mut project) = projects.pop() else { return Ok(output.report(&out, &sources)) };
    let lowered = lower(&project, &mut sources, &mut out)?;
    project.profile.search_path.clone_from(&lowered.search_path);
    if out.has_errors() {
        return Ok(output.report(&out, &sources));
    }
    let (state, choice) = (arguments.from.as_ref(), arguments.scratch.as_ref());
    let drop_unmanaged = allow.contains(&Hazard::Unmanaged);
    let work = async {
        let ends = preview::ends(&project, &lowered, state, choice, drop_unmanaged, &mut sources, &mut out).await?;
        let Some((ends, witness)) = ends else { return Ok(None) };
        let steps = preview::preview(&project, &lowered, &ends, &allow, &mut out);
        if let Some(State::Database(url)) = state
            && !steps.is_empty()
        {
            let failed = |error: crate::live::Error| Error::Live(Box::new(error));
            let mut connection = crate::live::connect(url).await.map_err(failed)?;
            let looked = preview::rows::look(&mut connection, &ends, &steps, &project.profile, &lowered, &mut out);
            looked.await.map_err(|error| failed(crate::live::Error::Rows(error)))?;
        }
        let mut proof = None;
        if let Some(witness) = &witness
            && !arguments.no_proof
            && !out.has_errors()
            && !steps.is_empty()
        {
            proof = Some(preview::prove(&project, &lowered, &ends, &steps, witness, &mut out).await?);
        }
        Ok(Some((ends, steps, witness.map(|witness| (witness.server.name(), witness.stubbed)), proof)))
    };
    let Some((ends, steps, by, proof)) = scratch::contained(|| live::run(work)?)? else {
        return Ok(output.report(&out, &sources));
    };
    if let Some((server, stubbed)) = by {
        output.done(&live::built_by(&server, &stubbed));
    }
    if let Some(Proof::NotTried(reason)) = proof {
        output.done(&format!("not tried on a scratch server, which could not build the state: {reason}"));
    }
    if output.report(&out, &sources) == Outcome::Found {
        return Ok(Outcome::Found);
    }
    told(&ends, output, drop_unmanaged);
    let text = script::script(&project, &steps)?;
    let empty = text.is_empty();
    match arguments.format {
        Format::Sql => {
            report::summary(&ends, &steps).iter().for_each(|line| output.done(line));
            print(&text);
        }
        Format::Json => print(&report::json(&project, &ends, &steps)),
        Format::Markdown => print(&report::markdown(&project, &ends, &steps, &text)),
    }
    if empty {
        output.done(&format!("{}: nothing to do", project.name));
    }
    Ok(if arguments.exit_code && !empty { Outcome::Found } else { Outcome::Clean })
}

/// What the plan leaves as it is.
fn told(ends: &Ends, output: Output, drop_unmanaged: bool) {
    if output.quiet {
        return;
    }
    if !ends.unmanaged.is_empty() && !drop_unmanaged {
        say(&format!("left alone, because nothing declares it: {}", ends.unmanaged.len()));
        ends.unmanaged.iter().for_each(|id| say(&format!("  {id}")));
    }
    if !ends.unmodelled.is_empty() {
        say(&live::inventory(&ends.unmodelled));
    }
}
