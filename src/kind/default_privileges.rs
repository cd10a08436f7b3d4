//! Rights that objects created later get by themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::grants::{self, Privilege};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::step::{Hazard, Statement};
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
    pub to: BTreeMap<Ident, BTreeSet<Privilege>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    Tables,
    Sequences,
    Functions,
    Types,
    Schemas,
}

const SORTS: &[(&str, Sort, &[Privilege])] = &[
    (
        "tables",
        Sort::Tables,
        &[
            Privilege::Select,
            Privilege::Insert,
            Privilege::Update,
            Privilege::Delete,
            Privilege::Truncate,
            Privilege::References,
            Privilege::Trigger,
        ],
    ),
    ("sequences", Sort::Sequences, &[Privilege::Select, Privilege::Update, Privilege::Usage]),
    ("functions", Sort::Functions, &[Privilege::Execute]),
    ("types", Sort::Types, &[Privilege::Usage]),
    ("schemas", Sort::Schemas, &[Privilege::Usage, Privilege::Create]),
];

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(map) = map.required("default_privileges").and_then(|node| scope.reader.map(node, "default privileges"))
    else {
        return;
    };
    let for_role = map.get("for_role").and_then(|node| scope.role(node));
    let in_schema = map.get("in_schema").and_then(|node| scope.ident(node));
    for (key, sort, possible) in SORTS {
        let Some(entry) = map.entry(key) else { continue };
        let mut to = BTreeMap::new();
        for role in scope.reader.entries(&entry.value) {
            let name = scope.key(&role.key, role.key_span);
            if !scope.role_known(&name, role.key_span) {
                continue;
            }
            let words: Vec<(&str, Option<Privilege>)> =
                possible.iter().map(|p| (p.word(), Some(*p))).chain([("all", None)]).collect();
            let mut privileges = BTreeSet::new();
            for item in scope.reader.items(&role.value) {
                match scope.reader.choice(item, &words) {
                    Some(Some(privilege)) => {
                        privileges.insert(privilege);
                    }
                    Some(None) => privileges.extend(possible.iter().copied()),
                    None => {}
                }
            }
            to.insert(name, privileges);
        }
        if *sort == Sort::Schemas && in_schema.is_some() {
            scope.reader.report(
                Diagnostic::error(
                    code::CONFLICTING_KEYS,
                    entry.key_span,
                    "default privileges on schemas cannot be limited to a schema",
                )
                .help("write them in a declaration without `in_schema`"),
            );
            continue;
        }
        scope.define(
            DefaultPrivileges { for_role: for_role.clone(), in_schema: in_schema.clone(), on: *sort, to },
            entry.key_span,
            &[],
        );
    }
    map.finish();
}

impl DefaultPrivileges {
    fn change(&self, verb: &str, role: &Ident, privileges: &BTreeSet<Privilege>) -> Statement {
        let for_role = self.for_role.as_ref().map_or_else(String::new, |role| format!(" for role {role}"));
        let in_schema = self.in_schema.as_ref().map_or_else(String::new, |schema| format!(" in schema {schema}"));
        let (word, direction) =
            if verb == "grant" { ("to", Hazard::AccessWidened) } else { ("from", Hazard::AccessNarrowed) };
        let what = self.word();
        let list = name::list(privileges.iter().map(|p| p.word()));
        Statement::new(format!(
            "alter default privileges{for_role}{in_schema} {verb} {list} on {what} {word} {}",
            grants::role(role)
        ))
        .hazard(direction)
    }

    fn word(&self) -> &'static str {
        SORTS.iter().find(|(_, sort, _)| *sort == self.on).map_or("tables", |(word, _, _)| word)
    }
}

impl Define for DefaultPrivileges {
    fn id(&self) -> Id {
        let part = |name: &Option<Ident>| name.clone().unwrap_or_else(|| "".into());
        Id {
            kind: Kind::DefaultPrivileges,
            on: None,
            path: vec![part(&self.in_schema), part(&self.for_role), self.word().into()],
        }
    }

    fn needs(&self, needs: &mut Needs) {
        if let Some(schema) = &self.in_schema {
            needs.object(Id::global(Kind::Schema, schema));
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        self.to
            .iter()
            .filter(|(_, p)| !p.is_empty())
            .map(|(role, privileges)| self.change("grant", role, privileges))
            .collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        self.to
            .iter()
            .filter(|(_, p)| !p.is_empty())
            .map(|(role, privileges)| self.change("revoke", role, privileges))
            .collect()
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        let mut statements = self.drop(profile);
        statements.extend(to.create(&[], profile));
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        self.to
            .iter()
            .map(|(role, privileges)| {
                (
                    "Granted",
                    format!(
                        "{} on {} to {}",
                        name::list(privileges.iter().map(|p| p.word())),
                        self.word(),
                        role.as_str()
                    ),
                )
            })
            .collect()
    }

    fn write(&self, out: &mut Written) {
        let DefaultPrivileges { for_role, in_schema, on: _, to } = self;
        let mut map = emit::Map::open();
        map.set_if("in_schema", in_schema.as_ref());
        map.set_if("for_role", for_role.as_ref());
        let mut roles = emit::Map::default();
        for (role, privileges) in to {
            roles.set(role.as_str(), privileges.iter().map(|privilege| privilege.word()).collect::<emit::Value>());
        }
        out.document(self.id(), emit::Map::of("default_privileges", map.with(self.word(), roles)));
    }
}
