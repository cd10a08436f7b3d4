//! What objects are called.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::name::{Ident, Name};
use crate::profile::Profile;

/// What an object is called: its kind, and its name from the outermost part inwards. `on` is the kind of the object that a comment,
/// an owner or grants belong to; such a satellite has its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Id {
    pub kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on: Option<Kind>,
    pub path: Vec<Ident>,
}

impl Id {
    /// Whether a live database shows such objects: owners, grants and comments are found with what they are on.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.on.is_some() || !self.kind.queries().is_empty()
    }

    /// An object that stands in no schema.
    pub fn global(kind: Kind, name: &Ident) -> Id {
        Id { kind, on: None, path: vec![name.clone()] }
    }

    /// An object in a schema.
    #[must_use]
    pub fn named(kind: Kind, name: &Name) -> Id {
        Id { kind, on: None, path: vec![name.schema.clone(), name.name.clone()] }
    }

    /// An object that belongs to a table, or is told from others of its name by what `part` says.
    #[must_use]
    pub fn of(kind: Kind, name: &Name, part: &Ident) -> Id {
        Id { kind, on: None, path: vec![name.schema.clone(), name.name.clone(), part.clone()] }
    }

    /// What comes before all objects of a kind.
    #[must_use]
    pub fn first(kind: Kind) -> Id {
        Id { kind, on: None, path: Vec::new() }
    }

    /// The comment, owner or grants of an object.
    #[must_use]
    pub fn satellite(kind: Kind, target: &Id) -> Id {
        Id { kind, on: Some(target.kind), path: target.path.clone() }
    }

    /// The relations that a part may mean by its parent: it says "table" for whatever relation it stands on.
    pub fn relations(&self) -> impl Iterator<Item = Id> + use<'_> {
        let kinds = if self.kind == Kind::Table { Kind::RELATIONS } else { std::slice::from_ref(&self.kind) };
        kinds.iter().map(|kind| Id { kind: *kind, ..self.clone() })
    }

    /// The object that a satellite belongs to.
    #[must_use]
    pub fn target(&self) -> Option<Id> {
        self.on.map(|kind| Id { kind, on: None, path: self.path.clone() })
    }

    /// The schema the object is in, if it is in one.
    #[must_use]
    pub fn schema(&self) -> Option<&Ident> {
        // Default privileges of no schema leave its place empty.
        if self.path.len() > 1 && self.role().is_none() {
            self.path.first().filter(|schema| !schema.as_str().is_empty())
        } else {
            None
        }
    }

    /// The role that this is, or belongs to: something of the whole server, and of none of its databases.
    #[must_use]
    pub fn role(&self) -> Option<&Ident> {
        let own = matches!(self.on.unwrap_or(self.kind), Kind::Role | Kind::RoleMembership | Kind::RoleSetting);
        self.path.first().filter(|_| own)
    }

    /// The object as `COMMENT ON` addresses it: `policy p on app.t`.
    #[must_use]
    pub fn address(&self, profile: &Profile) -> String {
        let label = self.kind.label();
        match (self.kind, self.path.as_slice()) {
            // The last part of a routine's path is its argument list, which is SQL and not a name.
            (Kind::Function | Kind::Aggregate, [schema, name, arguments]) => {
                let told_apart = profile.ambiguous.get(self);
                format!("routine {schema}.{name}{}", told_apart.map_or(arguments.as_str(), String::as_str))
            }
            (Kind::Operator, [schema, name, operands]) => {
                format!("{label} {schema}.{} {}", name.as_str(), operands.as_str())
            }
            (Kind::Cast, [types]) => format!("{label} {}", types.as_str()),
            (Kind::Column, [schema, table, column]) => format!("{label} {schema}.{table}.{column}"),
            (_, [schema, table, part]) => format!("{label} {part} on {schema}.{table}"),
            (_, path) => format!("{label} {}", path.iter().map(Ident::to_string).collect::<Vec<_>>().join(".")),
        }
    }

    /// The object as `depends_on` names it: its kind, and its whole name as it stands.
    #[must_use]
    pub fn reference(&self) -> String {
        let (path, arguments) = match self.path.as_slice() {
            [name @ .., arguments] if self.kind.has_arguments() => (name, arguments.as_str()),
            path => (path, ""),
        };
        let path = path.iter().map(Ident::as_str).collect::<Vec<_>>().join(".");
        format!("{} {path}{arguments}", self.kind.words())
    }

    /// Whether `depends_on` means this object: by its whole name or the end of it, a function with or without its arguments.
    #[must_use]
    pub fn is_called(&self, wanted: &str) -> bool {
        let is = |path: &[Ident], wanted: &str| {
            let full = path.iter().map(Ident::as_str).collect::<Vec<_>>().join(".");
            full.trim() == wanted || full.trim().ends_with(&format!(".{wanted}"))
        };
        match self.path.as_slice() {
            [name @ .., arguments] if self.kind.has_arguments() => {
                is(name, wanted.split('(').next().unwrap_or(wanted).trim())
                    || wanted.strip_suffix(arguments.as_str()).is_some_and(|wanted| is(name, wanted))
            }
            path => is(path, wanted),
        }
    }
}

/// For people: `column public.users.id`, `grants of table public.users`.
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(target) = self.target() {
            return write!(f, "{} of {target}", self.kind.words());
        }
        write!(f, "{} ", self.kind.words())?;
        if let (Kind::DefaultPrivileges, [schema, role, sort]) = (self.kind, self.path.as_slice()) {
            let part = |words: &str, name: &Ident| {
                if name.as_str().is_empty() { String::new() } else { format!(" {words} {name}") }
            };
            return write!(f, "on {}{}{}", sort.as_str().replace('_', " "), part("in", schema), part("of", role));
        }
        for (index, part) in self.path.iter().enumerate() {
            match (self.kind, index) {
                (Kind::Function | Kind::Aggregate | Kind::Operator, 2) | (Kind::Cast | Kind::UserMapping, 0) => {
                    f.write_str(part.as_str())?
                }
                (_, 0) => write!(f, "{part}")?,
                (Kind::Operator, 1) => write!(f, ".{}", part.as_str())?,
                _ => write!(f, ".{part}")?,
            }
        }
        Ok(())
    }
}
