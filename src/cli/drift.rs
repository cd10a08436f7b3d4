//! `schemac drift`

use std::collections::BTreeSet;

use clap::Args;
use serde_json::json;

use super::live::{self, Database};
use super::{Common, FormatArgument, Outcome, print, say, scratch};
use crate::canonical::{self, Printed};
use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::drift::{self, Attribute, Finding, Report, State};
use crate::error::{Error, Result};
use crate::generate;
use crate::live::Server;
use crate::scratch::Choice;
use crate::source::Sources;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// The database to compare with, as a URL; it is only read
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: Database,
    /// The server that prints what is declared: embedded, local, a directory of server programs, or postgres://…
    #[arg(long, value_name = "SERVER")]
    scratch: Option<Choice>,
    /// Fail on what the database has and no declaration could say, too
    #[arg(long)]
    strict: bool,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let output = arguments.common.output;
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut projects = generate::projects(&arguments.common.project, &mut sources, &mut out)?;
    if projects.len() > 1 {
        return Err(Error::Usage(
            "a workspace has many schemas and a database one: name one project with `--project`".to_owned(),
        ));
    }
    let Some(project) = projects.pop() else { return Ok(output.report(&out, &sources)) };
    // The server prints while the YAML is read.
    let (lowered, found) = std::thread::scope(|scope| {
        let found = scope.spawn(|| live::read(&arguments.database_url, false));
        let lowered = crate::lower::lower(&project, &mut sources, &mut out);
        (lowered, found.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let lowered = lowered?;
    if out.has_errors() {
        return Ok(output.report(&out, &sources));
    }
    let found = found?;
    let server = found.server.clone();
    let Printed { reading, by } = scratch::contained(|| {
        let (scratch, url) = (arguments.scratch.as_ref(), arguments.database_url.url());
        live::run(canonical::printed(&project, &lowered, server.major, scratch, url))?
            .map_err(|error| Error::Canonical(Box::new(error)))
    })?;
    let printed_by = reading.server.clone();
    let report = drift::drift(&project, &lowered, reading, found);
    if let Some((name, stubbed)) = by {
        output.done(&live::built_by(&name, &stubbed));
    }
    if output.format == FormatArgument::Json {
        print(&json(&report, &server, &printed_by, &sources));
    } else {
        let mut findings = Diagnostics::default();
        report.findings.iter().for_each(|finding| findings.push(diagnostic(finding)));
        output.report(&findings, &sources);
        if !report.unmodelled.is_empty() {
            say(&live::inventory(&report.unmodelled));
        }
        for kind in &report.unread {
            let (project, database) = (&project.name, server.database.as_str());
            output.done(&format!(
                "{project}: every {} is left out, because {database} has no place for it or {} may not see all of it",
                kind.words(),
                server.user.as_str()
            ));
        }
        if !report.not_compared.is_empty() {
            say(&not_compared(&report, &server, &printed_by));
        }
        output.done(&summary(&report, &project.name, &server));
    }
    let unclean = !report.findings.is_empty() || arguments.strict && !report.unmodelled.is_empty();
    Ok(if unclean { Outcome::Found } else { Outcome::Clean })
}

fn diagnostic(finding: &Finding) -> Diagnostic {
    let Finding { id, state, is, place } = finding;
    let mut diagnostic = match state {
        State::Changed(attributes) => {
            let names = attributes.iter().map(|own| format!("`{}`", own.attribute)).collect::<Vec<_>>().join(", ");
            let verb = if attributes.len() == 1 { "is" } else { "are" };
            let message = format!("{id}: {names} {verb} not as declared");
            let mut diagnostic = Diagnostic::error(code::DRIFT_CHANGED, *place, message);
            for Attribute { attribute, declared, found } in attributes {
                let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
                diagnostic = diagnostic
                    .note(format!("{attribute} is declared as {}", said(declared)))
                    .note(format!("{attribute} in the database is {}", said(found)));
            }
            diagnostic.help("write in the YAML what the database has, or change the database back")
        }
        State::Missing => Diagnostic::error(code::DRIFT_MISSING, *place, format!("{id} is not in the database"))
            .help("apply the migrations that are pending, or remove the declaration"),
        State::Unexpected => {
            Diagnostic::error(code::DRIFT_UNEXPECTED, *place, format!("{id} is in the database and not declared"))
                .help("declare it here, or drop it in the database")
        }
        State::Unknown => Diagnostic::error(code::DRIFT_UNKNOWN, None, format!("nothing declares {id}"))
            .help(format!("declare it, drop it, or add it to `unmanaged` in schemac.yaml as `{}`", id.reference())),
    };
    for (label, value) in is {
        diagnostic = diagnostic.note(format!("{}: {value}", label.to_lowercase()));
    }
    diagnostic
}

fn json(report: &Report, server: &Server, printed_by: &Server, sources: &Sources) -> String {
    let Report { findings, unmodelled, unread, not_compared } = report;
    let findings: Vec<_> = findings
        .iter()
        .map(|Finding { id, state, is, place }| {
            let (word, attributes): (&str, &[Attribute]) = match state {
                State::Changed(attributes) => ("changed", attributes),
                State::Missing => ("missing", &[]),
                State::Unexpected => ("unexpected", &[]),
                State::Unknown => ("unknown", &[]),
            };
            let place = place.map(|span| {
                let position = sources.position(span);
                json!({ "file": sources.path(span.file), "line": position.line, "column": position.column })
            });
            json!({
                "object": id.to_string(), "kind": id.kind, "path": id.path,
                "state": word, "attributes": attributes, "is": is, "place": place,
            })
        })
        .collect();
    let not_compared: BTreeSet<String> =
        not_compared.iter().map(|(id, attribute)| format!("{id}: {attribute}")).collect();
    let value = json!({
        "server": server.version, "printed_by": printed_by.version,
        "findings": findings, "unmodelled": unmodelled, "unread": unread, "not_compared": not_compared,
    });
    format!("{value:#}\n")
}

fn not_compared(report: &Report, server: &Server, printed_by: &Server) -> String {
    format!(
        "not compared: {} expressions, because the database is PostgreSQL {} and only {} was at hand to print what is declared\n\
         install the programs of PostgreSQL {}, or name them in SCHEMAC_POSTGRES_BIN",
        report.not_compared.len(),
        server.version,
        printed_by.version,
        server.major
    )
}

fn summary(report: &Report, project: &str, server: &Server) -> String {
    let count = |wanted: fn(&State) -> bool| report.findings.iter().filter(|finding| wanted(&finding.state)).count();
    let unknown = count(|state| *state == State::Unknown);
    let database = server.database.as_str();
    match (report.findings.len() - unknown, unknown) {
        (0, 0) => format!("{project}: {database} on PostgreSQL {} is as declared", server.version),
        (0, unknown) => {
            format!("{project}: {database} is as declared, and has {unknown} objects that nothing declares")
        }
        (drifted, 0) => format!("{project}: {drifted} objects of {database} are not as declared"),
        (drifted, unknown) => {
            format!(
                "{project}: {drifted} objects of {database} are not as declared, and {unknown} are not declared at all"
            )
        }
    }
}
