//! A user mapping: as whom a role, or everybody, comes to a foreign server. Postgres shows mappings with their options to superusers only,
//! so to whoever else reads, the kind is unread.

use serde::{Deserialize, Serialize};

use super::foreign_options::{self, Listed, Options};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, grants, server};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Address, Found, Query};
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserMapping {
    /// `public` stands for everybody.
    pub user: Ident,
    pub server: Ident,
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let user = map.required("user_mapping").and_then(|node| read_user(node, scope));
    let server = map.required("server").and_then(|node| server::known(node, scope));
    let mapping = user.zip(server).map(|(user, server)| UserMapping { user, server, options: Options::default() });
    let on = mapping.as_ref().map_or_else(|| "for …".to_owned(), UserMapping::on);
    let options = Options::read(map, &format!("user mapping {on}"), scope);
    let Some(mapping) = mapping else { return };
    let mapping = UserMapping { options, ..mapping };
    let id = mapping.id();
    scope.define(mapping, map.span(), &[]);
    scope.depends(map, &id);
}

/// Postgres keeps the role behind CURRENT_USER, which is another one wherever it is asked for.
fn read_user(node: &Node, scope: &Scope) -> Option<Ident> {
    let user = scope.role(node)?;
    if matches!(user.as_str(), "current_user" | "session_user" | "current_role") {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("`{}` is no role of its own", user.as_str()))
                .help("name the role, or write `public` for everybody"),
        );
        return None;
    }
    Some(user)
}

impl UserMapping {
    /// Whose mapping it is and where, which is all the name it has.
    fn on(&self) -> String {
        format!("for {} server {}", grants::role(&self.user), self.server)
    }
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    user: Option<Ident>,
    server: Ident,
    options: Listed,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, user, server, options } = self;
        let (options, secrets) = Options::found(options);
        let mapping = UserMapping { user: user.unwrap_or_else(|| "public".into()), server, options };
        let id = found.define(mapping, [Address::new("pg_user_mapping", oid)]);
        foreign_options::note(&secrets, &id, found);
    }
}

impl Define for UserMapping {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(concat!(
        "select m.oid::bigint, r.rolname as user, s.srvname as server, ",
        foreign_options::listed!("m.umoptions"),
        " as options
         from pg_user_mapping m
         join pg_foreign_server s on s.oid = m.umserver
         left join pg_roles r on r.oid = m.umuser
         where $own(pg_user_mapping, m.oid)",
    ))
    .requires("pg_catalog.pg_user_mapping", &["umoptions"])];

    fn id(&self) -> Id {
        Id::global(Kind::UserMapping, &Ident::new(self.on()))
    }

    fn roles(&self) -> Vec<&Ident> {
        vec![&self.user]
    }

    /// Nothing that can be renamed is mentioned by it.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Server, &self.server));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("create user mapping {}{}", self.on(), self.options.clause()))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        // A password that was set in the database goes with it.
        vec![Statement::new(format!("drop user mapping {}", self.on())).hazard(Hazard::DataLoss)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let alter = |change| Statement::new(format!("alter user mapping {} {change}", self.on()));
        Alter::InPlace(self.options.change(&to.options).map(alter).into_iter().collect())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let UserMapping { user, server, options } = self;
        vec![("Role", user.as_str().to_owned()), ("Server", server.as_str().to_owned()), ("Options", options.list())]
    }

    fn write(&self, out: &mut Written) {
        let UserMapping { user, server, options } = self;
        let mut map = emit::Map::of("user_mapping", user);
        map.set("server", server);
        map.set_if("options", options.written());
        out.document(self.id(), map);
    }
}
