//! Catalog → Markdown: an index, a page for each table and view, and pages for functions, roles and types. Facts come from the model and
//! are final text here; the templates own the pages. Knows neither YAML nor a database.

mod access;
mod book;
mod diagram;
mod functions;
mod index;
mod link;
mod markdown;
mod policy;
mod relation;
mod roles;
mod section;
mod seed;
mod types;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::error::Result;
use crate::kind::scope::Externals;
use crate::project::Project;
use crate::template::Templates;
use crate::tree::Tree;

/// The folder that holds nothing but documentation.
pub const FOLDER: &str = "docs";

/// Writes the documentation of a project, unless it wants none.
///
/// # Errors
/// When a template fails.
pub fn docs(
    project: &Project,
    catalog: &Catalog,
    externals: &Externals,
    templates: &Templates,
    tree: &mut Tree,
) -> Result<()> {
    if !project.docs {
        return Ok(());
    }
    let book = book::Book::new(project, catalog, externals);
    let pages = index::pages(&book);
    let mut target = Target { templates, tree };
    target.page("docs/index.md.j2", link::INDEX, &index::view(&book, &pages))?;
    for relation in book.relations.values() {
        target.page("docs/table.md.j2", &relation.file(), &relation::view(&book, relation))?;
    }
    for (_, path) in pages {
        match path {
            link::FUNCTIONS => target.page("docs/functions.md.j2", path, &functions::view(&book))?,
            link::ROLES => target.page("docs/roles.md.j2", path, &roles::view(&book))?,
            _ => target.page("docs/types.md.j2", path, &types::view(&book))?,
        }
    }
    Ok(())
}

struct Target<'a> {
    templates: &'a Templates,
    tree: &'a mut Tree,
}

impl Target<'_> {
    fn page(&mut self, template: &str, path: &str, view: &impl Serialize) -> Result<()> {
        let text = self.templates.render(template, view)?;
        self.tree.add(format!("{FOLDER}/{path}"), markdown::tidy(&text));
        Ok(())
    }
}
