//! Pages, anchors, and the links between them; what objects are called in them.

use super::access::everybody;
use super::book::Book;
use super::markdown::{code_cell, encode, line, mark, slug};
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::types::TypeName;

pub const INDEX: &str = "index.md";
pub const FUNCTIONS: &str = "functions.md";
pub const TYPES: &str = "types.md";
pub const ROLES: &str = "roles.md";

/// A place in the documentation; the path is relative to its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    pub anchor: String,
}

impl Place {
    pub fn new(path: &str, anchor: &str) -> Place {
        Place { path: path.to_owned(), anchor: anchor.to_owned() }
    }
}

/// A link between two pages; the label is Markdown.
pub fn link(from: &str, label: &str, place: &Place) -> String {
    let path = match (from.strip_prefix("tables/"), place.path.strip_prefix("tables/")) {
        _ if from == place.path && !place.anchor.is_empty() => "",
        (Some(_), Some(file)) => file,
        (Some(_), None) => &format!("../{}", place.path),
        (None, _) => &place.path,
    };
    let anchor = if place.anchor.is_empty() { String::new() } else { format!("#{}", encode(&place.anchor)) };
    format!("[{label}]({}{anchor})", encode(path))
}

/// A role with a link to its section.
pub fn to_role(from: &str, role: &Ident) -> String {
    let label = if *role == everybody() { "everybody".to_owned() } else { code_cell(role.as_str()) };
    link(from, &label, &role_place(role))
}

impl Book<'_> {
    /// Where an object is described.
    pub fn place(&self, id: &Id) -> Place {
        let anchor = self.anchor(id).to_owned();
        match self.page(id) {
            Some(path) => Place { path, anchor },
            None => Place { path: INDEX.to_owned(), anchor: slug(&id.kind.plural()) },
        }
    }

    /// A link to an object by its own name, without what it belongs to.
    pub fn link_to(&self, from: &str, id: &Id) -> String {
        link(from, &self.label(id), &self.place(id))
    }

    pub fn link_relation(&self, from: &str, name: &Name) -> String {
        match self.relations.get(name) {
            Some(relation) => link(from, &code_cell(&self.short(name)), &Place::new(&relation.file(), "")),
            None => code_cell(&self.short(name)),
        }
    }

    /// A name without the project's own schema.
    pub fn short(&self, name: &Name) -> String {
        if name.schema == self.project.schema { name.name.to_string() } else { name.to_string() }
    }

    /// What an object is called among others of its kind.
    pub fn label(&self, id: &Id) -> String {
        let label = match (id.kind, self.catalog.get(id)) {
            (_, Some(Object::DefaultPrivileges(object))) => {
                let schema = object.in_schema.as_ref().map_or_else(String::new, |schema| format!(" in {schema}"));
                let role = object.for_role.as_ref().map_or_else(String::new, |role| format!(" of {role}"));
                format!("{}{schema}{role}", id.path.last().map_or("", Ident::as_str))
            }
            (_, Some(Object::Function(function))) => format!("{}{}", self.short(&function.name), function.signature()),
            // What they are called is SQL and not a name.
            (Kind::Cast | Kind::UserMapping, _) => {
                id.path.last().map_or_else(String::new, |name| name.as_str().to_owned())
            }
            (Kind::Index, _) => id.path.last().map(Ident::to_string).unwrap_or_default(),
            (Kind::Policy, _) => return id.path.last().map(|name| line(name.as_str())).unwrap_or_default(),
            _ => match id.path.as_slice() {
                [schema, name] => self.short(&Name { schema: schema.clone(), name: name.clone() }),
                path => path.last().map(Ident::to_string).unwrap_or_default(),
            },
        };
        code_cell(&label)
    }

    /// A type, with a link where it is declared here.
    pub fn data_type(&self, from: &str, data_type: &TypeName) -> String {
        let text = if data_type.schema.as_ref() == Some(&self.project.schema) {
            TypeName { schema: None, ..data_type.clone() }.to_string()
        } else {
            data_type.to_string()
        };
        let declared = data_type.qualified().and_then(|name| {
            [Kind::Enum, Kind::Domain, Kind::CompositeType, Kind::RangeType]
                .into_iter()
                .map(|kind| Id::named(kind, &name))
                .find(|id| self.catalog.get(id).is_some())
        });
        match declared {
            Some(id) => link(from, &code_cell(&text), &self.place(&id)),
            None => code_cell(&text),
        }
    }

    /// Links to objects, by kind: `Policies: a on t, b on t`.
    pub fn list(&self, from: &str, ids: &[&Id]) -> Vec<String> {
        Kind::ALL
            .iter()
            .filter_map(|kind| {
                let links: Vec<String> =
                    ids.iter().filter(|id| id.kind == *kind).map(|id| self.mention(from, id)).collect();
                (!links.is_empty()).then(|| format!("{}: {}", capital(&kind.plural()), links.join(", ")))
            })
            .collect()
    }

    fn mention(&self, from: &str, id: &Id) -> String {
        let owner = self
            .relation_of(id)
            .filter(|relation| relation.id != *id)
            .map(|relation| format!(" on {}", code_cell(&self.short(&relation.name))));
        link(from, &format!("{}{}", self.label(id), owner.unwrap_or_default()), &self.place(id))
    }
}

/// The anchor of a module on the index.
pub fn module_place(module: &str) -> Place {
    Place::new(INDEX, &format!("module-{}", slug(module)))
}

/// The anchor of a role.
pub fn role_place(role: &Ident) -> Place {
    let mark = if slug(role.as_str()) == role.as_str() { String::new() } else { format!("-{}", mark(role.as_str())) };
    Place::new(ROLES, &format!("role-{}{mark}", slug(role.as_str())))
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
