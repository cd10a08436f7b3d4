//! What the rules look at: each table with everything that stands on it, and a few questions that several rules ask.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::kind::column::Column;
use crate::kind::constraint::{Constraint, Rule};
use crate::kind::default::Default as ColumnDefault;
use crate::kind::default_privileges::DefaultPrivileges;
use crate::kind::function::Function;
use crate::kind::grants::{Grants, Privilege, Rights};
use crate::kind::index::{Element, Index};
use crate::kind::policy::{Command, Mode, Policy};
use crate::kind::replica_identity::Identity;
use crate::kind::table::Table;
use crate::kind::trigger::Trigger;
use crate::kind::view::View;
use crate::kind::{Id, Kind, Object};
use crate::lower::Lowered;
use crate::name::{Ident, Name};
use crate::profile::Profile;
use crate::project::Project;
use crate::source::{Sources, Span};
use crate::sql::{self, Form, Mention};

/// A project as the rules see it.
pub struct Context<'a> {
    pub profile: &'a Profile,
    pub lowered: &'a Lowered,
    pub sources: &'a Sources,
    /// Tables of ours, tables of others that we add to, and materialized views with indexes.
    pub tables: BTreeMap<&'a Name, Facts<'a>>,
    pub views: BTreeMap<&'a Name, &'a View>,
    pub functions: BTreeMap<&'a Name, Vec<&'a Function>>,
    pub default_privileges: Vec<&'a DefaultPrivileges>,
    schema: &'a Ident,
    /// Functions that give the current user, by schema and name.
    user_functions: Vec<(Option<Ident>, Ident)>,
}

/// A table and everything that stands on it.
#[derive(Default)]
pub struct Facts<'a> {
    /// None for a table that is not ours.
    pub table: Option<&'a Table>,
    pub row_security: bool,
    pub forced: bool,
    pub columns: Vec<&'a Column>,
    pub defaults: BTreeMap<&'a Ident, &'a ColumnDefault>,
    pub constraints: Vec<&'a Constraint>,
    pub indexes: Vec<&'a Index>,
    pub triggers: Vec<&'a Trigger>,
    pub policies: Vec<&'a Policy>,
    /// None where the rights are not ours to say.
    pub grants: Option<&'a Grants>,
    pub owner: Option<&'a Ident>,
    /// The index that tells rows apart in the replication stream.
    pub replica_index: Option<&'a Ident>,
    /// The primary key of a table that is not ours.
    external_key: &'a [Ident],
}

/// The commands that row security governs, each with the privilege it takes.
pub const COMMANDS: &[(Command, Privilege)] = &[
    (Command::Select, Privilege::Select),
    (Command::Insert, Privilege::Insert),
    (Command::Update, Privilege::Update),
    (Command::Delete, Privilege::Delete),
];

impl<'a> Context<'a> {
    pub fn new(project: &'a Project, lowered: &'a Lowered, sources: &'a Sources) -> Context<'a> {
        let mut context = Context {
            profile: &project.profile,
            lowered,
            sources,
            tables: BTreeMap::new(),
            views: BTreeMap::new(),
            functions: BTreeMap::new(),
            default_privileges: Vec::new(),
            schema: &project.schema,
            user_functions: user_functions(&project.profile),
        };
        for (_, object) in lowered.catalog.iter() {
            context.add(object);
        }
        for (name, facts) in &mut context.tables {
            facts.external_key = lowered.externals.tables.get(*name).map_or(&[], |external| &external.primary_key);
        }
        context
    }

    fn add(&mut self, object: &'a Object) {
        match object {
            Object::Table(table) => self.facts(&table.name).table = Some(table),
            Object::Column(column) => self.facts(&column.table).columns.push(column),
            Object::Default(default) => drop(self.facts(&default.table).defaults.insert(&default.column, default)),
            Object::Constraint(constraint) => self.facts(&constraint.table).constraints.push(constraint),
            Object::Index(index) => self.facts(&index.table).indexes.push(index),
            Object::Trigger(trigger) => self.facts(&trigger.table).triggers.push(trigger),
            Object::Policy(policy) => self.facts(&policy.table).policies.push(policy),
            Object::RowSecurity(security) => {
                let facts = self.facts(&security.table);
                (facts.row_security, facts.forced) = (security.enabled, security.forced);
            }
            Object::Grants(grants) => {
                if let Some(facts) = self.facts_of(&grants.on) {
                    facts.grants = Some(grants);
                }
            }
            Object::Owner(owner) => {
                if let Some(facts) = self.facts_of(&owner.on) {
                    facts.owner = Some(&owner.role);
                }
            }
            Object::ReplicaIdentity(identity) => {
                if let Identity::Index(index) = &identity.identity {
                    self.facts(&identity.table).replica_index = Some(index);
                }
            }
            Object::DefaultPrivileges(rights) => self.default_privileges.push(rights),
            Object::View(view) => drop(self.views.insert(&view.name, view)),
            Object::Function(function) => self.functions.entry(&function.name).or_default().push(function),
            _ => {}
        }
    }

    fn facts(&mut self, table: &'a Name) -> &mut Facts<'a> {
        self.tables.entry(table).or_default()
    }

    /// The facts of the table that a satellite belongs to; tables come before their satellites.
    fn facts_of(&mut self, id: &Id) -> Option<&mut Facts<'a>> {
        match (id.kind, id.path.as_slice()) {
            (Kind::Table, [schema, name]) => self.tables.get_mut(&Name { schema: schema.clone(), name: name.clone() }),
            _ => None,
        }
    }

    /// Tables that we create, without the partitions of others.
    pub fn own_tables(&self) -> impl Iterator<Item = (&'a Table, &Facts<'a>)> {
        let own = self.tables.values().filter_map(|facts| facts.table.map(|table| (table, facts)));
        own.filter(|(table, _)| table.partition_of.is_none())
    }

    pub fn place(&self, id: &Id) -> Option<Span> {
        self.lowered.places.get(id).copied()
    }

    /// Whether the YAML says at the object itself that what a lint advises against is meant.
    pub fn answered(&self, code: Code, id: Id) -> bool {
        self.lowered.answered.contains(&(code, id))
    }

    /// The name as the project's files would write it.
    pub fn shown(&self, name: &Name) -> String {
        if name.schema == *self.schema {
            name.name.as_str().to_owned()
        } else {
            format!("{}.{}", name.schema.as_str(), name.name.as_str())
        }
    }

    pub fn exposed(&self, schema: &Ident) -> bool {
        self.profile.exposed_schemas.contains(schema)
    }

    /// Whether requests from outside run as this role. PUBLIC holds for every role, theirs too.
    pub fn is_api_role(&self, role: &Ident) -> bool {
        let roles = self.profile.api_roles();
        roles.contains(&role.as_str()) || is_public(role) && !roles.is_empty()
    }

    /// Whether row security does not hold a role back.
    pub fn bypasses_row_security(&self, role: &Ident) -> bool {
        let declared = self.lowered.catalog.get(&Id::global(Kind::Role, role));
        self.profile.bypasses_row_security(role)
            || matches!(declared, Some(Object::Role(role)) if role.bypasses_row_security())
    }

    /// The rights on any object that are ours to say.
    pub fn grants(&self, on: &Id) -> Option<&'a Grants> {
        match self.lowered.catalog.get(&Id::satellite(Kind::Grants, on)) {
            Some(Object::Grants(grants)) => Some(grants),
            _ => None,
        }
    }

    /// Whether a function, named by its parts, gives the current user.
    pub fn is_user(&self, parts: &[&str]) -> bool {
        let is = |known: &(Option<Ident>, Ident)| match (parts, known) {
            ([name], (None, known)) => known.as_str() == *name,
            ([schema, name], (Some(in_schema), known)) => in_schema.as_str() == *schema && known.as_str() == *name,
            _ => false,
        };
        matches!(parts, ["auth", "uid" | "jwt" | "email"] | ["current_setting" | "current_user" | "session_user"])
            || self.user_functions.iter().any(is)
    }

    /// The relation that a mention in a piece of SQL stands for, among those that `known` knows.
    pub fn resolve(&self, mention: &Mention, known: &dyn Fn(&Name) -> bool) -> Option<Name> {
        let name = |schema: &Ident| Name { schema: schema.clone(), name: mention.name.clone() };
        match &mention.schema {
            Some(schema) => Some(name(schema)).filter(known),
            None => self.lowered.search_path.iter().map(name).find(|name| known(name)),
        }
    }
}

impl<'a> Facts<'a> {
    /// The permissive policies that let a role run a command, those for PUBLIC included.
    pub fn permissive(&self, role: &Ident, command: Command) -> impl Iterator<Item = &'a Policy> {
        let applies = move |policy: &&&Policy| {
            policy.mode == Mode::Permissive
                && (policy.command == command || policy.command == Command::All)
                && (policy.to.contains(role) || policy.to.contains(&Ident::from("public")))
        };
        self.policies.iter().filter(applies).copied()
    }

    /// Whether a role or PUBLIC holds a privilege, be it on some columns only. False where the rights are not ours to say.
    pub fn holds(&self, role: &Ident, privilege: Privilege) -> bool {
        self.grants.is_some_and(|grants| holds(grants, role, privilege))
    }

    pub fn primary_key(&self) -> &'a [Ident] {
        let declared = self.constraints.iter().find_map(|constraint| match &constraint.rule {
            Rule::PrimaryKey(key) => Some(&key.columns[..]),
            _ => None,
        });
        declared.unwrap_or(self.external_key)
    }

    /// Whether a search for these columns, in any order, finds its way through an index.
    pub fn is_indexed(&self, columns: &[&Ident]) -> bool {
        let prefix = |path: &[Option<&Ident>]| {
            path.len() >= columns.len() && path[..columns.len()].iter().all(|c| c.is_some_and(|c| columns.contains(&c)))
        };
        let key = |columns: &[Ident]| prefix(&columns.iter().map(Some).collect::<Vec<_>>());
        let elements = |elements: &mut dyn Iterator<Item = &Element>| {
            prefix(&elements.map(|e| e.column.as_ref()).collect::<Vec<_>>())
        };
        let index = |index: &&Index| {
            // A hash index is asked for all of its columns, of which it has one.
            let usable = matches!(index.using.as_str(), "btree" | "hash")
                && index.predicate.as_ref().is_none_or(|sql| is_not_null(sql.as_str(), columns));
            usable && elements(&mut index.elements.iter())
        };
        key(self.external_key)
            || self.indexes.iter().any(index)
            || self.constraints.iter().any(|constraint| match &constraint.rule {
                Rule::PrimaryKey(found) | Rule::Unique(found) => key(&found.columns),
                Rule::Exclude(exclude) => {
                    exclude.predicate.is_none() && elements(&mut exclude.elements.iter().map(|(e, _)| e))
                }
                Rule::ForeignKey(_) | Rule::Check(_) => false,
            })
    }
}

/// Whether a condition only leaves out rows where one of the columns is null, which no search for a value would find.
fn is_not_null(condition: &str, columns: &[&Ident]) -> bool {
    let words: Vec<String> =
        condition.split_whitespace().map(|word| word.trim_matches(['(', ')']).to_lowercase()).collect();
    matches!(words.iter().map(String::as_str).collect::<Vec<_>>()[..], [column, "is", "not", "null"] if columns.iter().any(|c| c.to_string() == column))
}

pub fn is_public(role: &Ident) -> bool {
    role.as_str() == "public"
}

/// Whether a role or PUBLIC holds a privilege on an object.
pub fn holds(grants: &Grants, role: &Ident, privilege: Privilege) -> bool {
    let has = |rights: &Rights| rights.privileges.contains(&privilege) || rights.columns.contains_key(&privilege);
    [role, &Ident::from("public")].into_iter().filter_map(|role| grants.to.get(role)).any(has)
}

/// The functions that the project's expression for the current user calls, except those that everything calls.
fn user_functions(profile: &Profile) -> Vec<(Option<Ident>, Ident)> {
    let Some(parsed) = profile.user_id.as_ref().and_then(|sql| sql::parse(sql.as_str(), Form::Expression).ok()) else {
        return Vec::new();
    };
    let plain = |mention: &Mention| {
        mention.schema.is_none() && matches!(mention.name.as_str(), "nullif" | "coalesce" | "lower" | "upper")
    };
    parsed
        .functions
        .into_iter()
        .filter(|mention| !plain(mention))
        .map(|mention| (mention.schema, mention.name))
        .collect()
}
