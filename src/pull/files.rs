//! Which file a declaration goes to.

use crate::catalog::Catalog;
use crate::kind::{Id, Kind};
use crate::name::Ident;
use crate::tree::Tree;

/// The file for a new document: one for each table and what belongs to it, each view and each routine; what is small stands together.
#[must_use]
pub fn path(ids: &[Id], catalog: &Catalog, schema: &Ident) -> String {
    let Some(first) = ids.first() else { return "external.yaml".to_owned() };
    let id = outermost(first, catalog);
    let folder = id.schema().filter(|own| *own != schema).map_or_else(String::new, |own| plain(own.as_str()) + "/");
    let name = || plain(id.path.get(1).or(id.path.first()).map_or("", Ident::as_str));
    match id.kind {
        Kind::Table | Kind::ForeignTable => format!("{folder}tables/{}.yaml", name()),
        Kind::View | Kind::MaterializedView => format!("{folder}views/{}.yaml", name()),
        Kind::Function | Kind::Aggregate => format!("{folder}functions/{}.yaml", name()),
        Kind::ForeignDataWrapper | Kind::Server | Kind::UserMapping => "foreign_data.yaml".to_owned(),
        Kind::TextSearchConfiguration | Kind::TextSearchDictionary => format!("{folder}text_search.yaml"),
        Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType => format!("{folder}types.yaml"),
        // Parts of a relation that is not ours.
        Kind::Column
        | Kind::Constraint
        | Kind::Index
        | Kind::Statistics
        | Kind::Trigger
        | Kind::Rule
        | Kind::Policy => {
            format!("{folder}{}.yaml", name())
        }
        kind => format!("{folder}{}.yaml", kind.plural().replace(' ', "_")),
    }
}

/// The object that an object belongs to in the end.
#[must_use]
pub fn outermost(id: &Id, catalog: &Catalog) -> Id {
    let mut at = id.clone();
    loop {
        let parent = catalog.get(&at).and_then(crate::kind::Object::parent).or_else(|| at.target());
        match parent.and_then(|parent| parent.relations().find(|id| catalog.get(id).is_some())) {
            Some(parent) => at = parent,
            None => return at,
        }
    }
}

/// A name that every file system takes, and that is told from others by more than its case.
#[must_use]
pub fn plain(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' | '-' => out.push(c),
            'A'..='Z' => out.push_str(&format!("{}-", c.to_ascii_lowercase())),
            c if c.is_alphanumeric() => out.push(c),
            _ => out.push('_'),
        }
    }
    if out.is_empty() { "_".to_owned() } else { out }
}

/// Adds a document at the end of a file.
pub fn append(tree: &mut Tree, path: &str, text: &str) {
    let file = tree.files.entry(path.to_owned()).or_default();
    if !file.is_empty() {
        file.push_str("---\n");
    }
    file.push_str(text);
}
