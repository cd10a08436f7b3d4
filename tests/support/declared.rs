//! A schema as declared, and read.

use schemac::catalog::Catalog;
use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::lower::lower;
use schemac::plan::Plan;
use schemac::profile::Profile;
use schemac::report::{self, Format};
use schemac::source::Sources;

pub struct Declared {
    pub yaml: String,
    pub catalog: Catalog,
    pub profile: Profile,
}

impl Declared {
    /// Reads one file of YAML for PostgreSQL 15; a failure is what is reported.
    pub fn new(yaml: String) -> Result<Declared, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("schemac.yaml", "project: case\npostgres: 15\nmodels: false\ndocs: false\n")
            .and_then(|()| write("schema.yaml", &yaml))
            .map_err(|error| error.to_string())?;
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let project = generate::projects(folder.path(), &mut sources, &mut out).map_err(|error| error.to_string())?;
        let project = project.into_iter().next().ok_or("there is no project")?;
        let lowered = lower(&project, &mut sources, &mut out).map_err(|error| error.to_string())?;
        if out.has_errors() {
            return Err(report::render(&out, &sources, Format::Human, false));
        }
        let profile = Profile { search_path: lowered.search_path, ..project.profile };
        Ok(Declared { yaml, catalog: lowered.catalog, profile })
    }
}

/// The statements of a plan.
pub fn script(plan: &Plan) -> String {
    plan.steps.iter().flat_map(|step| &step.statements).map(|statement| statement.sql.clone() + ";\n").collect()
}
