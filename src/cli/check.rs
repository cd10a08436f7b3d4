//! `schemac check`

use super::{Common, Outcome};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::generate;
use crate::source::Sources;

pub fn run(arguments: &Common) -> Result<Outcome> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut lines = Vec::new();
    for mut project in generate::projects(&arguments.project, &mut sources, &mut out)? {
        let lowered = generate::check(&mut project, &mut sources, &mut out)?;
        lines.push(format!("{}: {} objects", project.name, lowered.catalog.objects.len()));
    }
    let outcome = arguments.output.report(&out, &sources);
    if outcome == Outcome::Clean {
        lines.iter().for_each(|line| arguments.output.done(line));
    }
    Ok(outcome)
}
