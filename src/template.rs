//! The template engine, strict: a name that is not there is an error. The only module that knows minijinja.

use std::path::Path;

use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::error::{Error, Result};

/// The built-in templates, by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("migration.sql.j2", include_str!("../templates/migration.sql.j2")),
    ("models/mod.rs.j2", include_str!("../templates/models/mod.rs.j2")),
    ("models/module.rs.j2", include_str!("../templates/models/module.rs.j2")),
    ("docs/functions.md.j2", include_str!("../templates/docs/functions.md.j2")),
    ("docs/index.md.j2", include_str!("../templates/docs/index.md.j2")),
    ("docs/parts.md.j2", include_str!("../templates/docs/parts.md.j2")),
    ("docs/roles.md.j2", include_str!("../templates/docs/roles.md.j2")),
    ("docs/table.md.j2", include_str!("../templates/docs/table.md.j2")),
    ("docs/types.md.j2", include_str!("../templates/docs/types.md.j2")),
];

/// Templates ready to be rendered.
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// The built-in templates, and those of a folder in the place of the ones with the same name.
    ///
    /// # Errors
    /// When a template of the folder cannot be read or parsed.
    pub fn new(own: Option<&Path>) -> Result<Templates> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        let syntax = minijinja::syntax::SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        environment.set_syntax(syntax.map_err(|error| failed("", &error))?);
        for (name, text) in BUILT_IN {
            let path = own.map(|folder| folder.join(name)).filter(|path| path.exists());
            let text = match path {
                Some(path) => std::fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?,
                None => (*text).to_owned(),
            };
            environment.add_template_owned(*name, text).map_err(|error| failed(name, &error))?;
        }
        Ok(Templates { environment })
    }

    /// Renders a template with the names that `context` holds.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String> {
        let template = self.environment.get_template(name).map_err(|error| failed(name, &error))?;
        template.render(minijinja::value::Serde(context)).map_err(|error| failed(name, &error))
    }
}

fn failed(name: &str, error: &minijinja::Error) -> Error {
    Error::Template { template: error.name().unwrap_or(name).to_owned(), message: format!("{error:#}") }
}
