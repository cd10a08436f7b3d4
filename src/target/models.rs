//! Catalog → Rust models: `models/mod.rs`, and a file for each module with tables or enums. Reads the catalog alone, so what only a server
//! knows, such as the columns of a view, has no model.

mod facts;
mod layout;
mod name;
mod page;
mod rust_type;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::error::{Error, Result};
use crate::kind::table::Table;
use crate::project::Project;
use crate::template::Templates;
use crate::tree::Tree;

use facts::{Facts, Field};
use rust_type::Need;

/// `mod.rs`.
#[derive(Serialize)]
struct ModView {
    project: String,
    docs: Vec<String>,
    modules: Vec<String>,
    dependencies: Vec<String>,
    search_path: Vec<String>,
    enums: bool,
    inserts: bool,
    /// What serde has to be told of: the words of [`plain_word`].
    plain: Vec<&'static str>,
}

/// Adds the models of a project to the tree.
///
/// # Errors
/// When a template fails, or the project asks for a derive that is no path.
pub fn models(project: &Project, catalog: &Catalog, templates: &Templates, tree: &mut Tree) -> Result<()> {
    let Some(extra) = &project.models else { return Ok(()) };
    if let Some(derive) = extra.iter().find(|derive| !is_path(derive)) {
        return Err(Error::Usage(format!(
            "`{derive}` under `models: derive:` of the project {} is not the path of a derive macro",
            project.name
        )));
    }
    let facts = Facts::new(project, catalog);
    let mut needs = BTreeSet::new();
    let mut search_path = BTreeSet::new();
    let mut view = ModView {
        project: project.name.clone(),
        docs: layout::docs(&project.comment),
        modules: Vec::new(),
        dependencies: Vec::new(),
        search_path: Vec::new(),
        enums: facts.modules.values().any(|module| !module.enums.is_empty()),
        inserts: false,
        plain: Vec::new(),
    };
    for (module, declared) in &facts.modules {
        let Some(file) = facts.files.get(module) else { continue };
        let tables: Vec<(&Table, Vec<Field>)> =
            declared.tables.iter().map(|table| (*table, facts.fields(table, file))).collect();
        for rust in tables.iter().flat_map(|(_, fields)| fields).map(|field| &field.rust) {
            needs.extend(&rust.needs);
            search_path.extend(rust.search_path.clone());
        }
        let page = page::module(&facts, module, declared, &tables, extra);
        view.inserts |= page.tables.iter().any(|table| table.insert.is_some());
        tree.add(format!("models/{file}.rs"), templates.render("models/module.rs.j2", &page)?);
        view.modules.push(file.clone());
    }
    view.modules.sort();
    view.dependencies = dependencies(&needs);
    view.search_path = search_path.into_iter().collect();
    view.plain = needs.iter().filter_map(|need| plain_word(*need)).collect();
    tree.add("models/mod.rs", templates.render("models/mod.rs.j2", &view)?);
    Ok(())
}

fn is_path(text: &str) -> bool {
    !text.is_empty()
        && text.split("::").all(|part| {
            part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
}

/// The lines under `[dependencies]` that the models need.
fn dependencies(needs: &BTreeSet<Need>) -> Vec<String> {
    let mut features = vec!["derive", "postgres"];
    let mut lines = vec!["serde = { version = \"1\", features = [\"derive\"] }".to_owned()];
    for (need, feature, line) in [
        (Need::Chrono, "chrono", "chrono = { version = \"0.4\", features = [\"serde\"] }"),
        (Need::IpNetwork, "ipnetwork", "ipnetwork = { version = \"0.21\", features = [\"serde\"] }"),
        (Need::Json, "json", "serde_json = \"1\""),
        (Need::Decimal, "rust_decimal", "rust_decimal = \"1\""),
        (Need::Uuid, "uuid", "uuid = { version = \"1\", features = [\"serde\"] }"),
    ] {
        if needs.contains(&need) {
            features.push(feature);
            lines.push(line.to_owned());
        }
    }
    if needs.contains(&Need::HalfVector) {
        lines.push("pgvector = { version = \"0.4.2\", features = [\"halfvec\", \"serde\", \"sqlx\"] }".to_owned());
    } else if needs.contains(&Need::Vector) || needs.contains(&Need::SparseVector) {
        lines.push("pgvector = { version = \"0.4.2\", features = [\"serde\", \"sqlx\"] }".to_owned());
    }
    features.sort_unstable();
    let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    lines.push(format!(
        "sqlx = {{ version = \"0.9\", default-features = false, features = [{}] }}",
        features.join(", ")
    ));
    lines.sort();
    lines
}

/// How the template calls a type that serde does not know.
fn plain_word(need: Need) -> Option<&'static str> {
    match need {
        Need::Interval => Some("interval"),
        Need::Money => Some("money"),
        Need::Oid => Some("oid"),
        Need::Range => Some("range"),
        Need::TimeTz => Some("timetz"),
        Need::HalfVector => Some("halfvec"),
        Need::SparseVector => Some("sparsevec"),
        Need::Chrono | Need::Decimal | Need::IpNetwork | Need::Json | Need::Uuid | Need::Vector => None,
    }
}
