//! Rights that objects created later get by themselves. An object that the project declares without `grants` has just these, whenever it
//! was created: what is declared has to come to the same in every database.

pub mod given;
mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::grants::{self, Privilege, Rights, privileges_on};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{Query, acl};
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

/// The default rights that one role gives on one sort of object, in one schema or everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultPrivileges {
    /// The role whose objects are meant; none is the role that runs the migrations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_role: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_schema: Option<Ident>,
    pub on: Sort,
    /// What each role gets. Everywhere, a role that has something by itself, the owner or everybody, is named only where it gets something
    /// else; in a schema, rights only come on top.
    pub to: BTreeMap<Ident, Rights>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    Tables,
    Sequences,
    Functions,
    Types,
    Schemas,
    LargeObjects,
}

/// What stands in the YAML and in `pg_default_acl` for each sort, and one object of it in words.
const SORTS: &[(&str, char, Sort, &str)] = &[
    ("tables", 'r', Sort::Tables, "table"),
    ("sequences", 'S', Sort::Sequences, "sequence"),
    ("functions", 'f', Sort::Functions, "function"),
    ("types", 'T', Sort::Types, "type"),
    ("schemas", 'n', Sort::Schemas, "schema"),
    ("large_objects", 'L', Sort::LargeObjects, "large object"),
];

impl Sort {
    fn privileges(self) -> &'static [Privilege] {
        match self {
            Sort::Tables => privileges_on(Kind::Table),
            Sort::Sequences => privileges_on(Kind::Sequence),
            Sort::Functions => privileges_on(Kind::Function),
            Sort::Types => privileges_on(Kind::Enum),
            Sort::Schemas => privileges_on(Kind::Schema),
            Sort::LargeObjects => &[Privilege::Select, Privilege::Update],
        }
    }
}

/// The owner in its own default privileges, where those are of the role that runs the migrations.
const OWNER: &str = "current_user";

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(map) = map.required("default_privileges").and_then(|node| scope.reader.map(node, "default privileges"))
    else {
        return;
    };
    let for_role = map.get("for_role").and_then(|node| scope.role(node));
    let in_schema = map.get("in_schema").and_then(|node| scope.ident(node));
    for (key, _, sort, what) in SORTS {
        let Some(entry) = map.entry(key) else { continue };
        if *sort == Sort::LargeObjects {
            scope.since(18, "`large_objects`", entry.key_span);
        }
        let mut to = BTreeMap::new();
        for role in scope.reader.entries(&entry.value) {
            let name = scope.key(&role.key, role.key_span);
            if scope.role_known(&name, role.key_span) {
                without_columns(&role.value, scope);
                to.insert(name, grants::read_rights(&role.value, sort.privileges(), what, scope));
            }
        }
        if in_schema.is_some() && matches!(sort, Sort::Schemas | Sort::LargeObjects) {
            let what = key.replace('_', " ");
            scope.reader.report(
                Diagnostic::error(
                    code::CONFLICTING_KEYS,
                    entry.key_span,
                    format!("default privileges on {what} cannot be limited to a schema"),
                )
                .help("write them in a declaration without `in_schema`"),
            );
            continue;
        }
        let mut defaults =
            DefaultPrivileges { for_role: for_role.clone(), in_schema: in_schema.clone(), on: *sort, to };
        defaults.leave_out_what_is_so_anyway();
        scope.define(defaults, entry.key_span, &[]);
    }
    map.finish();
}

fn without_columns(rights: &Node, scope: &Scope) {
    if let Some(columns) = rights.get("columns") {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, columns.span, "default privileges are on whole objects")
                .help("list the privileges under `privileges`"),
        );
    }
}

impl DefaultPrivileges {
    fn key(&self) -> &'static str {
        SORTS.iter().find(|(_, _, sort, _)| *sort == self.on).map_or("tables", |(key, ..)| key)
    }

    /// The sort as SQL says it.
    fn words(&self) -> String {
        self.key().replace('_', " ")
    }

    /// What everybody has on the objects without anybody's doing. Rights limited to a schema only come on top.
    fn of_everybody(&self) -> &'static [Privilege] {
        match self.on {
            Sort::Functions if self.in_schema.is_none() => &[Privilege::Execute],
            Sort::Types if self.in_schema.is_none() => &[Privilege::Usage],
            Sort::Functions | Sort::Types | Sort::Tables | Sort::Sequences | Sort::Schemas | Sort::LargeObjects => &[],
        }
    }

    fn leave_out_what_is_so_anyway(&mut self) {
        if self.to.contains_key(&Ident::from("public")) {
            let of_everybody = self.of_everybody();
            acl::leave_out_everybody(&mut self.to, of_everybody);
        }
    }

    /// Whether a role has rights on the objects by itself, so that being named takes them.
    fn has_by_itself(&self, role: &Ident) -> bool {
        let owner = self.for_role.as_ref().map_or(OWNER, Ident::as_str);
        match role.as_str() {
            "public" => !self.of_everybody().is_empty(),
            name => self.in_schema.is_none() && name == owner,
        }
    }

    fn change(&self, action: &str, hazard: Hazard) -> Statement {
        let for_role = self.for_role.as_ref().map_or_else(String::new, |role| format!(" for role {role}"));
        let in_schema = self.in_schema.as_ref().map_or_else(String::new, |schema| format!(" in schema {schema}"));
        Statement::new(format!("alter default privileges{for_role}{in_schema} {action}")).hazard(hazard)
    }

    fn revoke(&self, role: &Ident) -> Statement {
        self.change(&format!("revoke all on {} from {}", self.words(), grants::role(role)), Hazard::AccessNarrowed)
    }

    fn grant(&self, role: &Ident, rights: &Rights) -> Vec<Statement> {
        let grant = |(privileges, option): (String, &str)| {
            let action = format!("grant {privileges} on {} to {}{option}", self.words(), grants::role(role));
            self.change(&action, Hazard::AccessWidened)
        };
        rights.lists().into_iter().map(grant).collect()
    }

    /// Gives a role what is listed for it.
    fn give(&self, role: &Ident, rights: &Rights) -> Vec<Statement> {
        let revoke = self.has_by_itself(role).then(|| self.revoke(role));
        revoke.into_iter().chain(self.grant(role, rights)).collect()
    }

    /// Puts a role back to where it is without being listed.
    fn forget(&self, role: &Ident) -> Vec<Statement> {
        let all = format!("grant all on {} to {}", self.words(), grants::role(role));
        let restore = self.has_by_itself(role).then(|| self.change(&all, Hazard::AccessWidened));
        std::iter::once(self.revoke(role)).chain(restore).collect()
    }
}

impl Define for DefaultPrivileges {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        let part = |name: &Option<Ident>| name.clone().unwrap_or_else(|| "".into());
        Id {
            kind: Kind::DefaultPrivileges,
            on: None,
            path: vec![part(&self.in_schema), part(&self.for_role), self.key().into()],
        }
    }

    fn roles(&self) -> Vec<&Ident> {
        self.for_role.iter().chain(self.to.keys()).collect()
    }

    fn rename(&mut self, renaming: &Renaming) {
        if let Some(schema) = &mut self.in_schema {
            renaming.schema(schema);
        }
    }

    fn needs(&self, needs: &mut Needs) {
        if let Some(schema) = &self.in_schema {
            needs.object(Id::global(Kind::Schema, schema));
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        self.to.iter().flat_map(|(role, rights)| self.give(role, rights)).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        self.to.keys().flat_map(|role| self.forget(role)).collect()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let DefaultPrivileges { for_role: _, in_schema: _, on: _, to: given } = self;
        let gone = given.keys().filter(|role| !to.to.contains_key(*role)).flat_map(|role| self.forget(role));
        let changed = to.to.iter().filter(|(role, rights)| given.get(*role) != Some(rights));
        let changed = changed.flat_map(|(role, rights)| {
            let from_nothing = given.contains_key(role) && !to.has_by_itself(role);
            from_nothing.then(|| to.revoke(role)).into_iter().chain(to.give(role, rights)).collect::<Vec<_>>()
        });
        Alter::InPlace(gone.chain(changed).collect())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let granted = |(role, rights): (&Ident, &Rights)| {
            let words = if rights.privileges.is_empty() { "nothing".to_owned() } else { rights.words() };
            ("Granted", format!("{words} on {} to {}", self.words(), role.as_str()))
        };
        self.to.iter().map(granted).collect()
    }

    fn write(&self, out: &mut Written) {
        let DefaultPrivileges { for_role, in_schema, on: _, to } = self;
        let mut map = emit::Map::open();
        map.set_if("in_schema", in_schema.as_ref());
        map.set_if("for_role", for_role.as_ref());
        let mut roles = emit::Map::default();
        for (role, rights) in to {
            roles.set(role.as_str(), rights.written());
        }
        out.document(self.id(), emit::Map::of("default_privileges", map.with(self.key(), roles)));
    }
}
