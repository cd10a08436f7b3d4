//! All rights on one object. Without this object the rights are Postgres' own for its kind: nothing for anybody but the owner,
//! except that everybody may execute functions, and use types and the schema `public`. Rights on those say `public` only where it has others.

mod introspect;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::introspect::{Query, acl};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    pub on: Id,
    /// What each role holds; `public` stands for everybody.
    pub to: BTreeMap<Ident, Rights>,
}

/// The rights of one role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub privileges: BTreeSet<Privilege>,
    /// Columns that a privilege is limited to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<Privilege, BTreeSet<Ident>>,
    /// Privileges that may be passed on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub with_grant_option: BTreeSet<Privilege>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privilege {
    Select,
    Insert,
    Update,
    Delete,
    Truncate,
    References,
    Trigger,
    /// Came with 17.
    Maintain,
    Usage,
    Create,
    Execute,
}

const PRIVILEGES: &[(&str, Privilege)] = &[
    ("select", Privilege::Select),
    ("insert", Privilege::Insert),
    ("update", Privilege::Update),
    ("delete", Privilege::Delete),
    ("truncate", Privilege::Truncate),
    ("references", Privilege::References),
    ("trigger", Privilege::Trigger),
    ("maintain", Privilege::Maintain),
    ("usage", Privilege::Usage),
    ("create", Privilege::Create),
    ("execute", Privilege::Execute),
];

impl Privilege {
    #[must_use]
    pub fn word(self) -> &'static str {
        PRIVILEGES.iter().find(|(_, privilege)| *privilege == self).map_or("", |(word, _)| word)
    }
}

/// The privileges that may be given on single columns.
const ON_COLUMNS: &[Privilege] = &[Privilege::Select, Privilege::Insert, Privilege::Update, Privilege::References];

/// The privileges that exist on a kind of object, MAINTAIN aside, which a list has to name.
#[must_use]
pub fn privileges_on(kind: Kind) -> &'static [Privilege] {
    use Privilege as P;
    match kind {
        Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView => {
            &[P::Select, P::Insert, P::Update, P::Delete, P::Truncate, P::References, P::Trigger]
        }
        Kind::Schema => &[P::Usage, P::Create],
        Kind::Function | Kind::Aggregate => &[P::Execute],
        Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType => &[P::Usage],
        Kind::Sequence => &[P::Usage, P::Select, P::Update],
        Kind::ForeignDataWrapper | Kind::Server => &[P::Usage],
        Kind::Extension
        | Kind::Collation
        | Kind::Cast
        | Kind::Operator
        | Kind::DefaultPrivileges
        | Kind::UserMapping
        | Kind::Column
        | Kind::Default
        | Kind::Constraint
        | Kind::Index
        | Kind::Partition
        | Kind::ReplicaIdentity
        | Kind::Statistics
        | Kind::Trigger
        | Kind::Rule
        | Kind::EventTrigger
        | Kind::TextSearchConfiguration
        | Kind::TextSearchDictionary
        | Kind::RowSecurity
        | Kind::Policy
        | Kind::Owner
        | Kind::Grants
        | Kind::Publication
        | Kind::PublicationTable
        | Kind::Comment
        | Kind::Seed
        | Kind::Script
        | Kind::Job
        | Kind::Bucket
        | Kind::Role
        | Kind::RoleMembership
        | Kind::RoleSetting => &[],
    }
}

/// Whether everybody may use a new object of the kind.
#[must_use]
pub fn is_type(kind: Kind) -> bool {
    matches!(kind, Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType)
}

/// A role as GRANT and CREATE POLICY write it.
#[must_use]
pub fn role(role: &Ident) -> String {
    match role.as_str() {
        "public" | "current_user" | "session_user" | "current_role" => role.as_str().to_owned(),
        _ => role.to_string(),
    }
}

impl Grants {
    /// No rights for anybody but the owner.
    #[must_use]
    pub fn none(on: &Id) -> Grants {
        Grants { on: on.clone(), to: BTreeMap::new() }
    }

    /// Reads `grants` of an object: a role with a list of privileges, or with a map. Without them it has what default privileges give.
    pub fn read(map: &Map, on: &Id, scope: &Scope) -> Grants {
        let owner = map.get("owner").and_then(|node| scope.ident(node));
        Grants::read_node(map.entry("grants").map(|entry| &entry.value), on, owner.as_ref(), scope)
    }

    /// Says nothing of the owner, who has all rights, and would be left with none were they taken back.
    pub(super) fn leave_out_owner(&mut self, map: &Map, scope: &Scope) {
        if let Some(owner) = map.get("owner").and_then(|node| scope.ident(node)) {
            self.to.remove(&owner);
        }
    }

    pub(super) fn read_node(node: Option<&Node>, on: &Id, owner: Option<&Ident>, scope: &Scope) -> Grants {
        let mut grants = Grants::none(on);
        if node.is_none() {
            grants.to = scope.given(on, owner).unwrap_or_default();
        }
        let mut everybody = false;
        for entry in node.filter(|node| !node.is_null()).map_or(&[] as &[Entry], |node| scope.reader.entries(node)) {
            let role = scope.key(&entry.key, entry.key_span);
            if scope.role_known(&role, entry.key_span) {
                everybody |= role.as_str() == "public";
                grants.to.insert(role, read_rights(&entry.value, privileges_on(on.kind), on.kind.words(), scope));
            }
        }
        if everybody && !on.kind.is_routine() {
            acl::leave_out_everybody(&mut grants.to, acl::by_itself(on, scope.profile.postgres));
        }
        grants
    }

    /// Whether this says what everybody has, where Postgres gives them something by itself and the language leaves it to them.
    fn names_everybody(&self, profile: &Profile) -> bool {
        self.to.contains_key(&Ident::from("public"))
            && !self.on.kind.is_routine()
            && !acl::by_itself(&self.on, profile.postgres).is_empty()
    }

    /// The statements that give them where those before them were taken back.
    #[must_use]
    pub fn give_again(&self, profile: &Profile) -> Vec<Statement> {
        Grants { on: self.on.clone(), to: BTreeMap::new() }.changes(self, profile)
    }

    /// The statements that make them the other.
    fn changes(&self, to: &Self, profile: &Profile) -> Vec<Statement> {
        let Grants { on: _, to: held } = self;
        let changed = held.iter().filter(|(role, rights)| to.to.get(*role) != Some(rights));
        let parts = |name: &Ident| {
            let both = held.get(name).zip(to.to.get(name));
            both.filter(|_| name.as_str() != "public").and_then(|(old, new)| old.parts(new))
        };
        let mut gone: Vec<String> = changed
            .filter(|(name, rights)| **rights != Rights::default() && parts(name).is_none())
            .map(|(name, _)| role(name))
            .collect();
        let (before, after) = (self.names_everybody(profile), to.names_everybody(profile));
        if after && !before {
            gone.insert(0, "public".to_owned());
        }
        let mut statements = self.revoke_from(&gone, profile);
        if before && !after {
            statements.extend(self.restore(profile));
        }
        for (role, rights) in to.to.iter().filter(|(role, rights)| held.get(*role) != Some(rights)) {
            match parts(role) {
                Some((lost, gained)) => {
                    statements.extend(self.revoke(role, &lost, profile));
                    statements.extend(to.grant(role, &gained, profile));
                }
                None => statements.extend(to.grant(role, rights, profile)),
            }
        }
        statements
    }

    /// Whether this says anything that a new object would not have by itself, on this platform.
    #[must_use]
    pub fn stated(&self, scope: &Scope) -> bool {
        let by_platform = !scope.profile.default_grantees().is_empty()
            && (Kind::RELATIONS.contains(&self.on.kind) || self.on.kind == Kind::Sequence);
        let granted_by_itself = self.on.kind.is_routine() || by_platform;
        !self.to.is_empty() || granted_by_itself || scope.given(&self.on, None).is_some()
    }

    /// The object as GRANT addresses it.
    fn target(&self, profile: &Profile) -> String {
        match self.on.kind {
            // GRANT knows views and foreign tables only as tables.
            Kind::View | Kind::MaterializedView | Kind::ForeignTable => {
                Id { kind: Kind::Table, ..self.on.clone() }.address(profile)
            }
            Kind::Server => format!("foreign {}", self.on.address(profile)),
            _ => self.on.address(profile),
        }
    }

    fn revoke_from(&self, roles: &[String], profile: &Profile) -> Vec<Statement> {
        if roles.is_empty() {
            return Vec::new();
        }
        vec![
            Statement::new(format!("revoke all on {} from {}", self.target(profile), roles.join(", ")))
                .hazard(Hazard::AccessNarrowed),
        ]
    }

    fn revoke(&self, role_name: &Ident, privileges: &BTreeSet<Privilege>, profile: &Profile) -> Option<Statement> {
        let words = name::list(privileges.iter().map(|privilege| privilege.word()));
        let sql = format!("revoke {words} on {} from {}", self.target(profile), role(role_name));
        (!privileges.is_empty()).then(|| Statement::new(sql).hazard(Hazard::AccessNarrowed))
    }

    fn grant(&self, role_name: &Ident, rights: &Rights, profile: &Profile) -> Vec<Statement> {
        let grant = |(privileges, option): (String, &str)| {
            let sql = format!("grant {privileges} on {} to {}{option}", self.target(profile), role(role_name));
            Statement::new(sql).hazard(Hazard::AccessWidened)
        };
        rights.lists().into_iter().map(grant).collect()
    }

    /// Gives everybody back what Postgres gives by itself.
    fn restore(&self, profile: &Profile) -> Vec<Statement> {
        let privileges = acl::by_itself(&self.on, profile.postgres).iter().copied().collect();
        let rights = Rights { privileges, ..Rights::default() };
        self.grant(&"public".into(), &rights, profile)
    }
}

/// Reads the rights of a role on an object with those privileges.
pub(super) fn read_rights(node: &Node, possible: &[Privilege], what: &str, scope: &Scope) -> Rights {
    let read_privileges = |node: &Node| read_privileges(node, possible, what, scope);
    let mut rights = Rights::default();
    if let Value::Map(_) = node.value {
        let Some(map) = scope.reader.map(node, "the rights of a role") else { return rights };
        rights.privileges = map.get("privileges").map(read_privileges).unwrap_or_default();
        for entry in map.entries("columns") {
            let Some(privilege) = ON_COLUMNS.iter().find(|privilege| privilege.word() == entry.key) else {
                let diagnostic = Diagnostic::error(
                    code::UNKNOWN_WORD,
                    entry.key_span,
                    format!("`{}` is no privilege on columns", entry.key),
                )
                .note("expected one of `select`, `insert`, `update`, `references`");
                scope.reader.report(match nearest(&entry.key, ON_COLUMNS.iter().map(|privilege| privilege.word())) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
                    None => diagnostic.help("use one of the words above"),
                });
                continue;
            };
            let columns: BTreeSet<Ident> =
                scope.reader.items(&entry.value).iter().filter_map(|item| scope.ident(item)).collect();
            rights.columns.insert(*privilege, columns);
        }
        rights.with_grant_option = map.get("with_grant_option").map(read_privileges).unwrap_or_default();
        map.finish();
    } else {
        rights.privileges = read_privileges(node);
    }
    rights
}

fn read_privileges(node: &Node, possible: &[Privilege], what: &str, scope: &Scope) -> BTreeSet<Privilege> {
    if let Value::Scalar(scalar) = &node.value
        && scalar.text == "all"
    {
        return possible.iter().copied().collect();
    }
    let mut read = BTreeSet::new();
    for item in scope.reader.items(node) {
        let Some(privilege) = scope.reader.choice(item, PRIVILEGES) else { continue };
        let maintain = privilege == Privilege::Maintain && possible.contains(&Privilege::Truncate);
        if maintain {
            scope.since(17, "the privilege `maintain`", item.span);
        }
        if possible.contains(&privilege) || maintain {
            read.insert(privilege);
        } else {
            let words = possible.iter().map(|p| format!("`{}`", p.word())).collect::<Vec<_>>().join(", ");
            scope.reader.report(
                Diagnostic::error(
                    code::UNKNOWN_WORD,
                    item.span,
                    format!("`{}` is no privilege on a {what}", privilege.word()),
                )
                .note(format!("expected one of {words}"))
                .help("use one of the words above, or `all`"),
            );
        }
    }
    read
}

impl Define for Grants {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::satellite(Kind::Grants, &self.on)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.on.clone())
    }

    fn roles(&self) -> Vec<&Ident> {
        self.to.keys().collect()
    }

    fn rename(&mut self, renaming: &Renaming) {
        if let [schema, table] = self.on.path.as_slice() {
            let table = Name { schema: schema.clone(), name: table.clone() };
            for columns in self.to.values_mut().flat_map(|rights| rights.columns.values_mut()) {
                *columns = std::mem::take(columns)
                    .into_iter()
                    .map(|mut column| {
                        renaming.column(&table, &mut column);
                        column
                    })
                    .collect();
            }
        }
        renaming.id(&mut self.on);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(self.on.clone());
        if let [schema, table] = self.on.path.as_slice() {
            let table = Name { schema: schema.clone(), name: table.clone() };
            for column in self.to.values().flat_map(|rights| rights.columns.values()).flatten() {
                needs.column(&table, column);
            }
            // Nobody is let in before the row security that holds them back stands.
            if self.on.kind == Kind::Table {
                needs.guards(&table);
            }
        }
    }

    fn create(&self, _: &[&Object], profile: &Profile) -> Vec<Statement> {
        let public = Ident::from("public");
        let struck = || profile.defaults.iter().filter(|defaults| defaults.strikes(&self.on));
        // A schema of a platform carries rights of its own, which are not ours to take.
        let mut from: Vec<String> = if self.on.kind == Kind::Schema {
            Vec::new()
        } else {
            profile.default_grantees().iter().map(|r| (*r).to_owned()).collect()
        };
        let by_defaults: BTreeSet<&Ident> = struck().flat_map(|defaults| defaults.to.keys()).collect();
        let from_everybody = self.on.kind.is_routine() || self.names_everybody(profile);
        if from_everybody || (self.on.kind != Kind::Schema && !is_type(self.on.kind) && !from.is_empty()) {
            from.insert(0, "public".to_owned());
        }
        from.extend(by_defaults.iter().map(|name| role(name)));
        let mut seen = BTreeSet::new();
        from.retain(|role| seen.insert(role.clone()) && role != "current_user");
        let mut statements = self.revoke_from(&from, profile);
        if by_defaults.contains(&public) && !self.on.kind.is_routine() && !self.names_everybody(profile) {
            statements.extend(self.restore(profile));
        }
        statements.extend(self.to.iter().flat_map(|(role, rights)| self.grant(role, rights, profile)));
        statements
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        let holders = self.to.iter().filter(|(_, rights)| **rights != Rights::default());
        let mut statements = self.revoke_from(&holders.map(|(name, _)| role(name)).collect::<Vec<_>>(), profile);
        if self.on.kind.is_routine() || self.names_everybody(profile) {
            statements.extend(self.restore(profile));
        }
        statements
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(self.changes(to, profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        self.to.iter().map(|(role, rights)| ("Granted", format!("{}: {}", role.as_str(), rights.words()))).collect()
    }

    fn write(&self, out: &mut Written) {
        let given = out.given(&self.on);
        // Nobody has rights where nobody is named, and no default privileges name somebody.
        if given.as_ref().map_or(self.to.is_empty(), |given| *given == self.to) {
            return;
        }
        out.key(self.id(), self.on.clone(), "grants", written(&self.to));
    }
}

/// What each role holds, as YAML.
#[must_use]
pub fn written(to: &BTreeMap<Ident, Rights>) -> emit::Map {
    let mut roles = emit::Map::open();
    for (role, rights) in to {
        roles.set(role.as_str(), rights.written());
    }
    roles
}

impl Rights {
    /// What has to be taken and what to be given so that these rights become the others; nothing where a role has to start from none: a
    /// column right cannot be taken back while the whole table's is held.
    fn parts(&self, to: &Rights) -> Option<(BTreeSet<Privilege>, Rights)> {
        let Rights { privileges, columns, with_grant_option } = self;
        let lost: BTreeSet<Privilege> = privileges.difference(&to.privileges).copied().collect();
        let on_columns = !columns.is_empty() || !to.columns.is_empty();
        let keeps = |(privilege, names): (&Privilege, &BTreeSet<Ident>)| {
            to.columns.get(privilege).is_some_and(|after| names.is_subset(after))
        };
        if !with_grant_option.is_subset(&to.with_grant_option)
            || on_columns && !(lost.is_empty() && columns.iter().all(keeps))
        {
            return None;
        }
        let passed_on: BTreeSet<Privilege> = to.with_grant_option.difference(with_grant_option).copied().collect();
        let new = |privilege: &Privilege| passed_on.contains(privilege);
        let gained = Rights {
            privileges: to.privileges.iter().filter(|own| new(own) || !privileges.contains(own)).copied().collect(),
            columns: to
                .columns
                .iter()
                .filter(|(privilege, names)| new(privilege) || columns.get(privilege) != Some(names))
                .map(|(privilege, names)| (*privilege, names.clone()))
                .collect(),
            with_grant_option: to.with_grant_option.clone(),
        };
        Some((lost, gained))
    }

    /// The privileges as GRANT lists them, those to be passed on apart with the words for it.
    #[must_use]
    pub fn lists(&self) -> Vec<(String, &'static str)> {
        let Rights { privileges, columns, with_grant_option } = self;
        let list = |grantable: bool| {
            let whole = privileges.iter().filter(|p| with_grant_option.contains(p) == grantable);
            let limited = columns.iter().filter(|(p, _)| with_grant_option.contains(p) == grantable);
            let words = whole
                .map(|p| p.word().to_owned())
                .chain(limited.map(|(p, columns)| format!("{} ({})", p.word(), name::list(columns))));
            words.collect::<Vec<_>>().join(", ")
        };
        let lists = [(list(false), ""), (list(true), " with grant option")];
        lists.into_iter().filter(|(words, _)| !words.is_empty()).collect()
    }

    /// The privileges in words.
    #[must_use]
    pub fn words(&self) -> String {
        let words = self.privileges.iter().map(|p| p.word().to_owned());
        let limited = self.columns.iter().map(|(p, columns)| format!("{} ({})", p.word(), name::list(columns)));
        words.chain(limited).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn written(&self) -> emit::Value {
        let Rights { privileges, columns, with_grant_option } = self;
        let words = |privileges: &BTreeSet<Privilege>| {
            privileges.iter().map(|privilege| privilege.word()).collect::<emit::Value>()
        };
        if columns.is_empty() && with_grant_option.is_empty() {
            return words(privileges);
        }
        let mut limited = emit::Map::default();
        for (privilege, columns) in columns {
            limited.set(privilege.word(), columns.iter().collect::<emit::Value>());
        }
        let mut map = emit::Map::default();
        map.set_if("privileges", (!privileges.is_empty()).then(|| words(privileges)));
        map.set_if("columns", (!limited.is_empty()).then_some(limited));
        map.set_if("with_grant_option", (!with_grant_option.is_empty()).then(|| words(with_grant_option)));
        map.into()
    }
}
