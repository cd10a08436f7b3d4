//! A setting that holds in the sessions of a role, in whatever database. Those for one database only have no form.

use serde::{Deserialize, Serialize};

use super::function::{read_setting, setting};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, role};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Found, Query};
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::cursor::Map;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSetting {
    pub role: Ident,
    pub setting: Ident,
    pub value: String,
}

/// Reads `settings` of a role.
pub fn read<'y>(map: &Map<'y>, role: &Ident, scope: &Scope<'y>) {
    for entry in map.entries("settings") {
        if entry.value.is_null() {
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, entry.key_span, format!("`{}` has no value", entry.key))
                    .help("write a value, or remove the line"),
            );
        } else if let Some(value) = read_setting(entry, scope) {
            let setting = RoleSetting::new(role.clone(), &entry.key, &value);
            scope.define(setting, entry.key_span, &[("value", Some(&entry.value))]);
        }
    }
}

impl RoleSetting {
    fn new(role: Ident, setting: &str, value: &str) -> RoleSetting {
        let (setting, value) = setting::normal(setting, value);
        RoleSetting { role, setting: Ident::new(setting), value }
    }
}

#[derive(Deserialize)]
struct Row {
    role: Ident,
    setting: String,
    everywhere: bool,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { role, setting, everywhere } = self;
        let (setting, value) = setting.split_once('=').unwrap_or((&setting, ""));
        let setting = RoleSetting::new(role, setting, value);
        if everywhere {
            found.define(setting, []);
        } else {
            found.unmodelled(
                "setting of a role in one database",
                None,
                format!("{} of {}", setting.setting, setting.role),
                [],
            );
        }
    }
}

impl Define for RoleSetting {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select r.rolname as role, c.setting, s.setdatabase = 0 as everywhere
         from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c (setting)
         where s.setdatabase in (select 0::oid union all select b.oid from pg_database b where b.datname = current_database())",
    )];

    fn id(&self) -> Id {
        Id { kind: Kind::RoleSetting, on: None, path: vec![self.role.clone(), self.setting.clone()] }
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::global(Kind::Role, &self.role))
    }

    /// No role is renamed.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Role, &self.role));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let clause = setting::clause(self.setting.as_str(), &self.value);
        vec![Statement::new(format!("alter role {} {clause}", self.role))]
    }

    /// One that the role had before of another value does not come back.
    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("alter role {} reset {}", self.role, setting::name(self.setting.as_str())))]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Setting", self.setting.as_str().to_owned()), ("Value", self.value.clone())]
    }

    fn write(&self, out: &mut Written) {
        let home = role::home(&self.role, out);
        out.entry(self.id(), home, "settings", &self.setting, self.value.as_str());
    }
}
