//! A plan as one script for `psql -f`: the files that `generate` would write, one after the other.

use crate::error::Result;
use crate::plan::Step;
use crate::project::Project;
use crate::target::migration::{batches, render};
use crate::template::Templates;

/// The script; nothing where there is nothing to do.
///
/// # Errors
/// When a template fails.
pub fn script(project: &Project, steps: &[Step]) -> Result<String> {
    let templates = Templates::new(project.templates.as_deref())?;
    let mut text = String::new();
    for (at, batch) in batches(steps.to_vec()).into_iter().filter(|batch| batch.has_statements()).enumerate() {
        let start = if at == 0 {
            "-- What fails ends the script; what was committed before stays.\n\\set ON_ERROR_STOP on\n\n"
        } else {
            "\n"
        };
        text.push_str(start);
        text.push_str(&render(project, &format!("{:03}", at + 1), "plan", "", &batch, false, &templates)?);
    }
    Ok(text)
}
