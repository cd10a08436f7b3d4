//! A role. It is the whole server's: another database may have made it before, and may use it when we no longer do. So it is created only
//! where it is missing, given the declared attributes where it is not, and never dropped. What is ours to take back goes: its settings
//! ([`super::role_setting`]), its memberships ([`super::role_membership`]) and its rights in this database.
//!
//! A password has no place in a file under version control, and none in a migration.

mod introspect;
mod read;

use serde::{Deserialize, Serialize};

pub use read::read;

use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub name: Ident,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub login: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superuser: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub createdb: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub createrole: bool,
    pub inherit: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replication: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bypassrls: bool,
    /// No limit if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_limit: Option<u32>,
    /// When its password stops being taken, as Postgres prints it in UTC; never if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
}

/// A switch of a role.
struct Switch {
    /// Its key, which is its word in SQL as well; with `no` before it, it is off.
    word: &'static str,
    /// Its column in `pg_roles`.
    column: &'static str,
    on: bool,
    /// What a role has that says nothing.
    usual: bool,
}

impl Switch {
    fn sql(&self) -> String {
        format!("{}{}", if self.on { "" } else { "no" }, self.word)
    }
}

/// The word for a role that is never shut out.
const NEVER: &str = "infinity";

impl Role {
    fn switches(&self) -> [Switch; 7] {
        let Role {
            name: _,
            login,
            superuser,
            createdb,
            createrole,
            inherit,
            replication,
            bypassrls,
            connection_limit: _,
            valid_until: _,
        } = self;
        let switch = |word, column, on: &bool| Switch { word, column, on: *on, usual: word == "inherit" };
        [
            switch("login", "rolcanlogin", login),
            switch("superuser", "rolsuper", superuser),
            switch("createdb", "rolcreatedb", createdb),
            switch("createrole", "rolcreaterole", createrole),
            switch("inherit", "rolinherit", inherit),
            switch("replication", "rolreplication", replication),
            switch("bypassrls", "rolbypassrls", bypassrls),
        ]
    }

    /// Whether row security does not hold it back.
    #[must_use]
    pub fn bypasses_row_security(&self) -> bool {
        self.superuser || self.bypassrls
    }

    fn limit(&self) -> i64 {
        self.connection_limit.map_or(-1, i64::from)
    }

    fn until(&self) -> String {
        name::literal(self.valid_until.as_deref().unwrap_or(NEVER))
    }

    /// What it has that other roles do not, as SQL says it.
    #[must_use]
    pub fn attributes(&self) -> Vec<String> {
        let switches = self.switches();
        let switches = switches.iter().filter(|switch| switch.on != switch.usual).map(Switch::sql);
        let limit = self.connection_limit.map(|limit| format!("connection limit {limit}"));
        let until = self.valid_until.as_ref().map(|_| format!("valid until {}", self.until()));
        switches.chain(limit).chain(until).collect()
    }
}

impl Define for Role {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Role, &self.name)
    }

    /// No role is renamed.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, _: &mut Needs) {}

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let attributes = self.attributes().join(" ");
        let with = if attributes.is_empty() { String::new() } else { format!(" with {attributes}") };
        let (role, literal) = (&self.name, name::literal(self.name.as_str()));
        let mut differing: Vec<String> = self
            .switches()
            .iter()
            .map(|switch| format!("({}{}, '{}')", if switch.on { "not " } else { "" }, switch.column, switch.sql()))
            .collect();
        let limit = self.limit();
        differing.push(format!("(rolconnlimit <> {limit}, 'connection limit {limit}')"));
        let until = self.until();
        differing.push(format!(
            "(coalesce(rolvaliduntil, '{NEVER}') <> {until}, {})",
            name::literal(&format!("valid until {until}"))
        ));
        // Of a role that is there, only what differs is changed: whoever may change it may not change every attribute of it.
        let body = format!(
            "
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = {literal}) then
    create role {role}{with};
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        {}
      ) as declared (differs, attribute)
    where rolname = {literal} and differs;
    if differing is not null then
      execute {} || differing;
    end if;
  end if;
end
",
            differing.join(",\n        "),
            name::literal(&format!("alter role {role} with "))
        );
        vec![Statement::new(format!("do {}", name::dollar_quoted(&body)))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        Vec::new()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let (old, new) = (self.switches(), to.switches());
        let changed: Vec<&Switch> =
            old.iter().zip(&new).filter(|(old, new)| old.on != new.on).map(|(_, new)| new).collect();
        let mut attributes: Vec<String> = changed.iter().map(|switch| switch.sql()).collect();
        if self.limit() != to.limit() {
            attributes.push(format!("connection limit {}", to.limit()));
        }
        if self.valid_until != to.valid_until {
            attributes.push(format!("valid until {}", to.until()));
        }
        let mut statement = Statement::new(format!("alter role {} with {}", self.name, attributes.join(" ")));
        if changed.iter().any(|switch| switch.on) {
            statement = statement.hazard(Hazard::AccessWidened);
        }
        if changed.iter().any(|switch| !switch.on) {
            statement = statement.hazard(Hazard::AccessNarrowed);
        }
        Alter::InPlace(vec![statement])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Attributes", name::list(self.attributes()))]
    }

    fn write(&self, out: &mut Written) {
        let mut map = emit::Map::of("role", &self.name);
        map.slot("comment");
        for Switch { word, column: _, on, usual } in self.switches() {
            map.set_if(word, (on != usual).then_some(on));
        }
        map.set_if("connection_limit", self.connection_limit.map(i64::from));
        map.set_if(
            "valid_until",
            self.valid_until.as_ref().map(|text| text.strip_suffix(" 00:00:00+00").unwrap_or(text)),
        );
        PARTS.iter().for_each(|key| map.slot(key));
        out.document(self.id(), map);
    }
}

/// What stands in the document of a role and is an object of its own.
const PARTS: &[&str] = &["member_of", "settings"];

/// Where what belongs to a role is declared: with the role, or for one of the platform's in a document that is no object of the model.
pub fn home(role: &Ident, out: &mut Written) -> Id {
    let id = Id::global(Kind::Role, role);
    if out.get(&id).is_some() {
        return id;
    }
    let id = Id::satellite(Kind::Role, &id);
    let mut map = emit::Map::of("role", role);
    PARTS.iter().for_each(|key| map.slot(key));
    out.document(id.clone(), map);
    id
}
