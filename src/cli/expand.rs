//! `schemac expand`

use clap::Args;

use super::{Common, Outcome, print};
use crate::diagnostic::Diagnostics;
use crate::document::{self, Document};
use crate::error::{Error, Result};
use crate::generate;
use crate::kind::Id;
use crate::source::Sources;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Show only the documents of these tables, functions or other objects, by name or `schema.name`
    names: Vec<String>,
}

/// Prints the model as YAML in its long form: what short forms, mixins and `access` became. Beside the same `schemac.yaml` it is the same
/// project again.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut found = Vec::new();
    let projects = generate::projects(&arguments.common.project, &mut sources, &mut out)?;
    let several = projects.len() > 1;
    for mut project in projects {
        let lowered = generate::check(&mut project, &mut sources, &mut out)?;
        let mut documents = document::documents(lowered.source(&project));
        documents
            .retain(|document| arguments.names.is_empty() || arguments.names.iter().any(|name| holds(document, name)));
        if let Some(first) = documents.first_mut().filter(|_| several) {
            first.text.insert_str(0, &format!("# project {}\n", project.name));
        }
        found.extend(documents);
    }
    let outcome = arguments.common.output.report(&out, &sources);
    if outcome == Outcome::Found {
        return Ok(outcome);
    }
    if let Some(missing) = arguments.names.iter().find(|name| !found.iter().any(|document| holds(document, name))) {
        return Err(Error::Usage(format!("nothing is called `{missing}`")));
    }
    print(&found.iter().map(|document| document.text.as_str()).collect::<Vec<_>>().join("---\n"));
    Ok(outcome)
}

/// Whether a document declares what is called so.
fn holds(document: &Document, name: &str) -> bool {
    let called = |id: &Id| {
        let short = id.path.get(usize::from(id.path.len() > 1)).is_some_and(|part| part.as_str() == name);
        short || id.path.iter().take(2).map(|part| part.as_str()).collect::<Vec<_>>().join(".") == name
    };
    document.ids.iter().any(called)
}
