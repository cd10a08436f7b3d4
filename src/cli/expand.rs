//! `schemac expand`

use clap::Args;

use super::{Common, Outcome, print};
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::generate;
use crate::kind::{Id, Object};
use crate::source::Sources;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Show only these tables, functions or other objects, by name or `schema.name`
    names: Vec<String>,
}

/// Prints every object of the model in its long form: what short forms, mixins and `access` became.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut text = String::new();
    for mut project in generate::projects(&arguments.common.project, &mut sources, &mut out)? {
        let lowered = generate::check(&mut project, &mut sources, &mut out)?;
        for (id, object) in lowered.catalog.iter().filter(|(id, _)| wanted(id, &arguments.names)) {
            text.push_str(&format!("# {id}\n{}---\n", long_form(object)?));
        }
    }
    let outcome = arguments.common.output.report(&out, &sources);
    if outcome == Outcome::Clean {
        print(&text);
    }
    Ok(outcome)
}

fn wanted(id: &Id, names: &[String]) -> bool {
    let name = id.path.get(usize::from(id.path.len() > 1)).map_or("", |part| part.as_str());
    let full = id.path.iter().take(2).map(|part| part.as_str()).collect::<Vec<_>>().join(".");
    names.is_empty() || names.iter().any(|wanted| wanted == name || *wanted == full)
}

fn long_form(object: &Object) -> Result<String> {
    serde_saphyr::to_string(object).map_err(|error| Error::Usage(format!("writing YAML: {error}")))
}
