//! The way in for `build.rs`: with `default-features = false` neither the command line nor a database driver is built.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), schemac::build_script::Failed> {
//!     schemac::build_script::generate("schema")
//! }
//! ```

use std::fmt;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::generate::{self, Options};
use crate::report::{self, Format};
use crate::source::Sources;

/// Why a build script has to stop. What `main` prints of it is what a person has to read.
pub enum Failed {
    /// The project has errors; the text is the whole report.
    Findings(String),
    Environment(Error),
}

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failed::Findings(report) => write!(f, "the schema has errors\n\n{report}"),
            Failed::Environment(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Failed {}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed::Environment(error)
    }
}

/// Generates the project or workspace in a folder, and tells Cargo to run the script again when one of its files changes. Warnings are
/// shown as Cargo shows those of a build script.
///
/// # Errors
/// [`Failed::Findings`] when the project has errors; nothing was written for it then. [`Failed::Environment`] when files could not be read
/// or written.
pub fn generate(project: impl AsRef<Path>) -> Result<(), Failed> {
    let project = project.as_ref();
    println!("cargo::rerun-if-changed={}", project.display());
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let options = Options { now: generate::now(), ..Options::default() };
    generate::generate(project, &options, &mut sources, &mut out)?;
    let report = report::render(&out, &sources, Format::Human, false);
    if out.has_errors() {
        return Err(Failed::Findings(report));
    }
    for line in report.lines().filter(|_| !out.is_empty()) {
        println!("cargo::warning={line}");
    }
    Ok(())
}
