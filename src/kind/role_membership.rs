//! A role's membership in another. It stands with the member, whose affair it is: a role does not know all databases that use it.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, role};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Found, Query};
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleMembership {
    pub member: Ident,
    pub role: Ident,
    /// The member may make others members.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub admin: bool,
    /// The member has the rights of the role without taking it on. Before 16 that is an attribute of the member.
    pub inherit: bool,
    /// The member may take the role on.
    pub set: bool,
}

/// Since when each membership has options of its own, besides `admin`.
const OPTIONS: u32 = 16;

/// Reads `member_of` of a role that inherits or does not.
pub fn read<'y>(map: &Map<'y>, member: &Ident, inherit: bool, scope: &Scope<'y>) {
    for node in map.items("member_of") {
        let plain = |role| RoleMembership { member: member.clone(), role, admin: false, inherit, set: true };
        let membership = match &node.value {
            Value::Map(_) => read_options(node, plain, scope),
            Value::Scalar(_) | Value::List(_) => scope.role(node).map(plain),
        };
        let Some(membership) = membership else { continue };
        if membership.role == *member || membership.role.as_str() == "public" {
            scope.reader.report(
                Diagnostic::error(
                    code::BAD_VALUE,
                    node.span,
                    format!("no role is a member of `{}`", membership.role.as_str()),
                )
                .help("remove it"),
            );
            continue;
        }
        scope.define(membership, node.span, &[]);
    }
}

fn read_options<'y>(
    node: &'y Node,
    plain: impl Fn(Ident) -> RoleMembership,
    scope: &Scope<'y>,
) -> Option<RoleMembership> {
    let map = scope.reader.map(node, "a membership")?;
    let role = map.required("role").and_then(|node| scope.role(node));
    for key in ["inherit", "set"] {
        if let Some(entry) = map.entry(key) {
            scope.since(OPTIONS, &format!("`{key}` of a membership"), entry.key_span);
        }
    }
    let usual = plain(role.clone().unwrap_or_default());
    let membership = RoleMembership {
        admin: map.flag("admin"),
        inherit: map.flag_or("inherit", usual.inherit),
        set: map.flag_or("set", usual.set),
        ..usual
    };
    map.finish();
    role.map(|_| membership)
}

impl RoleMembership {
    fn grant(&self, profile: &Profile) -> Statement {
        let mut options = Vec::new();
        if profile.postgres >= OPTIONS {
            options.push(format!("inherit {}", self.inherit));
            options.extend((!self.set).then(|| "set false".to_owned()));
            options.extend(self.admin.then(|| "admin true".to_owned()));
        } else if self.admin {
            options.push("admin option".to_owned());
        }
        let with = if options.is_empty() { String::new() } else { format!(" with {}", options.join(", ")) };
        Statement::new(format!("grant {} to {}{with}", self.role, self.member)).hazard(Hazard::AccessWidened)
    }

    fn revoke(&self) -> Statement {
        Statement::new(format!("revoke {} from {}", self.role, self.member)).hazard(Hazard::AccessNarrowed)
    }
}

#[derive(Deserialize)]
struct Row {
    member: Ident,
    role: Ident,
    admin: bool,
    inherit: bool,
    set: bool,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { member, role, admin, inherit, set } = self;
        found.define(RoleMembership { member, role, admin, inherit, set }, []);
    }
}

impl Define for RoleMembership {
    /// Who creates a role without being a superuser becomes its member since 16, to administer it and no more: the grantor is then the
    /// superuser that the server began with, and nobody said so. Several roles may have granted one membership.
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select m.rolname as member, r.rolname as role, bool_or(a.admin_option) as admin,
           bool_or(a.inherit_option) as inherit, bool_or(a.set_option) as set
         from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
         where m.rolname !~ '^pg_' and not (a.grantor = 10 and a.admin_option and not a.inherit_option and not a.set_option)
         group by m.rolname, m.rolinherit, r.rolname",
    )
    .older(&[
        (OPTIONS, "bool_or(a.inherit_option)", "m.rolinherit"),
        (OPTIONS, "bool_or(a.set_option)", "true"),
        (OPTIONS, " and not (a.grantor = 10 and a.admin_option and not a.inherit_option and not a.set_option)", ""),
    ])];

    fn id(&self) -> Id {
        Id { kind: Kind::RoleMembership, on: None, path: vec![self.member.clone(), self.role.clone()] }
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::global(Kind::Role, &self.member))
    }

    fn roles(&self) -> Vec<&Ident> {
        vec![&self.role]
    }

    /// No role is renamed.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Role, &self.member));
    }

    fn create(&self, _: &[&Object], profile: &Profile) -> Vec<Statement> {
        vec![self.grant(profile)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![self.revoke()]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        let RoleMembership { member, role, admin, inherit, set } = self;
        let mut statements = Vec::new();
        if *admin && !to.admin {
            let sql = format!("revoke admin option for {role} from {member}");
            statements.push(Statement::new(sql).hazard(Hazard::AccessNarrowed));
        }
        if profile.postgres >= OPTIONS {
            let mut options = Vec::new();
            options.extend((*inherit != to.inherit).then(|| format!("inherit {}", to.inherit)));
            options.extend((*set != to.set).then(|| format!("set {}", to.set)));
            options.extend((!admin && to.admin).then(|| "admin true".to_owned()));
            if !options.is_empty() {
                let mut statement = Statement::new(format!("grant {role} to {member} with {}", name::list(options)));
                if to.inherit && !inherit || to.set && !set || to.admin && !admin {
                    statement = statement.hazard(Hazard::AccessWidened);
                }
                if *inherit && !to.inherit || *set && !to.set {
                    statement = statement.hazard(Hazard::AccessNarrowed);
                }
                statements.push(statement);
            }
        } else if *inherit != to.inherit {
            // A newer server took the attribute of the member when it became one, and takes it again.
            statements = vec![to.revoke(), to.grant(profile)];
        } else if !admin && to.admin {
            statements.push(to.grant(profile));
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Member", self.member.as_str().to_owned()),
            ("Role", self.role.as_str().to_owned()),
            ("Admin", if self.admin { "yes".to_owned() } else { String::new() }),
        ]
    }

    fn write(&self, out: &mut Written) {
        let RoleMembership { member, role, admin, inherit, set } = self;
        let home = role::home(member, out);
        let usual = match out.get(&home) {
            Some(Object::Role(member)) => member.inherit,
            _ => out.profile().platform.inherits(member.as_str()),
        };
        let value = if !admin && *inherit == usual && *set {
            emit::Value::from(role)
        } else {
            let mut map = emit::Map::of("role", role);
            map.flag("admin", *admin);
            map.set_if("inherit", (*inherit != usual).then_some(*inherit));
            map.set_if("set", (!set).then_some(false));
            emit::Value::Map(map)
        };
        out.item(self.id(), home, "member_of", value);
    }
}
