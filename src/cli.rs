//! The command line: a file a command. The only place that prints, and that turns outcomes into exit codes.

mod check;
#[cfg(feature = "live")]
mod drift;
mod expand;
mod explain;
mod generate;
mod init;
#[cfg(feature = "live")]
mod live;
#[cfg(feature = "live")]
mod plan;
#[cfg(feature = "live")]
mod pull;
#[cfg(feature = "live")]
mod scratch;
#[cfg(feature = "live")]
mod verify;

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::report::{self, Format};
use crate::source::Sources;
use crate::step::Hazard;

/// A compiler for Postgres schemas: YAML in, SQL migrations, Rust models and documentation out.
#[derive(Parser)]
#[command(name = "schemac", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a small working project into a folder
    Init(init::Arguments),
    /// Read a project and report what is wrong, without writing anything
    Check(Common),
    /// Write migrations, models and documentation for what the YAML declares
    Generate(generate::Arguments),
    /// Print the SQL that turns a state into what the YAML declares
    #[cfg(feature = "live")]
    Plan(plan::Arguments),
    /// Compare the declared schema with a live database
    #[cfg(feature = "live")]
    Drift(drift::Arguments),
    /// Write a project that declares what a database contains
    #[cfg(feature = "live")]
    Pull(pull::Arguments),
    /// Try the committed migrations on a scratch Postgres: up, down, up again, and against the YAML
    #[cfg(feature = "live")]
    Verify(verify::Arguments),
    /// Show what short forms, mixins and `access` stand for
    Expand(expand::Arguments),
    /// Explain a diagnostic code
    Explain(explain::Arguments),
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// What every command that reads a project takes.
#[derive(Args)]
struct Common {
    /// The folder of the project or workspace
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    project: PathBuf,
    #[command(flatten)]
    output: Output,
}

/// How results and findings are shown.
#[derive(Args, Clone, Copy)]
struct Output {
    /// How findings are written: human text to stderr, the others to stdout
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FormatArgument,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Say nothing when all is well
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// What a command found: 0 nothing, 1 something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    Found,
}

/// Runs the command line of this process. Exit codes: 0 clean, 1 found something, 2 could not do the work.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        #[cfg(feature = "live")]
        Command::Plan(arguments) => plan::run(&arguments),
        #[cfg(feature = "live")]
        Command::Drift(arguments) => drift::run(&arguments),
        #[cfg(feature = "live")]
        Command::Pull(arguments) => pull::run(&arguments),
        #[cfg(feature = "live")]
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Expand(arguments) => expand::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "schemac", &mut std::io::stdout());
            Ok(Outcome::Clean)
        }
        Command::Man => man(),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    if clap_mangen::Man::new(Arguments::command()).render(&mut page).is_ok() {
        print(&String::from_utf8_lossy(&page));
    }
    Ok(Outcome::Clean)
}

/// A line for people. A closed stderr is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A result. A reader that went away has seen enough.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

impl Output {
    fn color(self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Shows findings in the form asked for, and says whether there were errors.
    fn report(self, diagnostics: &Diagnostics, sources: &Sources) -> Outcome {
        match self.format {
            FormatArgument::Human => {
                if !diagnostics.is_empty() {
                    let _ = std::io::stderr()
                        .write_all(report::render(diagnostics, sources, Format::Human, self.color()).as_bytes());
                }
            }
            FormatArgument::Json => print(&report::render(diagnostics, sources, Format::Json, false)),
            FormatArgument::Sarif => print(&report::render(diagnostics, sources, Format::Sarif, false)),
            FormatArgument::Github => print(&report::render(diagnostics, sources, Format::Github, false)),
        }
        if diagnostics.count(Severity::Error) > 0 { Outcome::Found } else { Outcome::Clean }
    }

    /// A line that says what was done, for people who did not ask for quiet.
    fn done(self, line: &str) {
        if !self.quiet && self.format == FormatArgument::Human {
            say(line);
        }
    }
}

/// The hazards that are allowed for one call.
///
/// # Errors
/// When a word is none.
fn hazards(words: &[String]) -> Result<BTreeSet<Hazard>> {
    let mut allowed = BTreeSet::new();
    for word in words {
        match Hazard::ALL.iter().find(|hazard| hazard.word() == word) {
            Some(hazard) => drop(allowed.insert(*hazard)),
            None if word == "all" => allowed.extend(Hazard::ALL.iter().copied()),
            None => {
                let known: Vec<&str> = Hazard::ALL.iter().map(|hazard| hazard.word()).collect();
                return Err(Error::Usage(format!(
                    "`{word}` is no hazard; `--allow` knows {} and all",
                    known.join(", ")
                )));
            }
        }
    }
    Ok(allowed)
}
