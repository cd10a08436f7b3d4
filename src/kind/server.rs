//! A foreign server: one place elsewhere that a foreign data wrapper reaches.

use serde::{Deserialize, Serialize};

use super::extension::contents;
use super::foreign_options::{self, Listed, Options};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

/// The wrapper of stand-ins for servers that are not ours.
pub const STAND_IN: &str = "schemac_stand_in";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    pub name: Ident,
    pub wrapper: Ident,
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub server_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("server").and_then(|node| scope.ident(node));
    let wrapper = map.required("wrapper").and_then(|node| read_wrapper(node, scope));
    // An empty one is none to whatever prints them.
    let text = |key| map.text(key).filter(|text| !text.is_empty());
    let (server_type, version) = (text("type"), text("version"));
    let Some(name) = name else { return };
    let id = Id::global(Kind::Server, &name);
    let options = Options::read(map, &id.address(scope.profile), scope);
    scope.grants(map, &id);
    scope.satellites(map, &id);
    // Whoever names the server is not told that there is none: its own declaration is what is wrong.
    let Some(wrapper) = wrapper else { return };
    scope.define(Server { name, wrapper, server_type, version, options }, map.span(), &[]);
}

/// A wrapper that is declared or comes with an extension. An extension may bring others than those that are known here, so that only a
/// slip of the pen is one where there is any.
fn read_wrapper(node: &Node, scope: &Scope) -> Option<Ident> {
    let wrapper = scope.ident(node)?;
    let names = scope.names;
    let extensions = || names.extensions.keys().chain(&names.externals.extensions);
    let mut known: Vec<&str> = names.wrappers.iter().map(Ident::as_str).collect();
    known.extend(extensions().flat_map(|extension| contents::wrappers(extension.as_str())));
    if known.contains(&wrapper.as_str()) {
        return Some(wrapper);
    }
    let near = nearest(wrapper.as_str(), known);
    if near.is_none() && extensions().next().is_some() {
        return Some(wrapper);
    }
    let diagnostic = Diagnostic::error(
        code::UNKNOWN_OBJECT,
        node.span,
        format!("no foreign data wrapper `{}` is declared", wrapper.as_str()),
    );
    scope.reader.report(match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
        None => {
            let extension = contents::brings_wrapper(wrapper.as_str());
            diagnostic.help(format!("add a declaration `extension: {extension}`, or one of `foreign_data_wrapper:`"))
        }
    });
    None
}

/// A server that is declared, or exists already.
pub fn known(node: &Node, scope: &Scope) -> Option<Ident> {
    let server = scope.ident(node)?;
    let known = || scope.names.servers.iter().chain(&scope.names.externals.servers);
    if known().any(|other| *other == server) {
        return Some(server);
    }
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_OBJECT, node.span, format!("no server `{}` is declared", server.as_str()));
    scope.reader.report(match nearest(server.as_str(), known().map(Ident::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
        None => diagnostic.help(format!(
            "add a declaration `server: {}`, or name it under `external: servers:` if it exists already",
            server.as_str()
        )),
    });
    None
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    wrapper: Ident,
    #[serde(rename = "type")]
    server_type: Option<String>,
    version: Option<String>,
    options: Listed,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, name, wrapper, server_type, version, options, common } = self;
        let (options, secrets) = Options::found(options);
        let server = Server { name, wrapper, server_type, version, options };
        let id = found.define(server, [Address::new("pg_foreign_server", oid)]);
        foreign_options::note(&secrets, &id, found);
        found.common(&id, common);
    }
}

impl Define for Server {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(concat!(
        "select s.oid::bigint, s.srvname as name, w.fdwname as wrapper, nullif(s.srvtype, '') as type,
           nullif(s.srvversion, '') as version, ",
        foreign_options::listed!("s.srvoptions"),
        " as options, pg_get_userbyid(s.srvowner) as owner, s.srvacl as acl, d.description as comment
         from pg_foreign_server s
         join pg_foreign_data_wrapper w on w.oid = s.srvfdw
         $comment(pg_foreign_server, s.oid)
         where $own(pg_foreign_server, s.oid)",
    ))];

    fn id(&self) -> Id {
        Id::global(Kind::Server, &self.name)
    }

    /// Nothing that can be renamed is mentioned by it.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::ForeignDataWrapper, &self.wrapper));
        needs.object(Id::global(Kind::Extension, &contents::brings_wrapper(self.wrapper.as_str()).into()));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Server { name, wrapper, server_type, version, options } = self;
        let clause = |word: &str, text: &Option<String>| {
            text.as_ref().map_or_else(String::new, |text| format!(" {word} {}", name::literal(text)))
        };
        let kind = clause("type", server_type) + &clause("version", version);
        vec![Statement::new(format!("create server {name}{kind} foreign data wrapper {wrapper}{}", options.clause()))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        // A secret that was set in the database goes with it.
        vec![Statement::new(format!("drop server {}", self.name)).hazard(Hazard::DataLoss)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Server { name, wrapper, server_type, version, options } = self;
        if *wrapper != to.wrapper || *server_type != to.server_type {
            return Alter::Replace;
        }
        let set = || to.version.as_ref().map_or_else(|| "null".to_owned(), |version| name::literal(version));
        let version = (*version != to.version).then(|| format!("version {}", set()));
        let actions: Vec<String> = version.into_iter().chain(options.change(&to.options)).collect();
        Alter::InPlace(vec![Statement::new(format!("alter server {name} {}", actions.join(" ")))])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let Server { name: _, wrapper, server_type, version, options } = self;
        vec![
            ("Foreign data wrapper", wrapper.as_str().to_owned()),
            ("Type", server_type.clone().unwrap_or_default()),
            ("Version", version.clone().unwrap_or_default()),
            ("Options", options.list()),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Server { name, wrapper, server_type, version, options } = self;
        let mut map = emit::Map::of("server", name);
        map.slot("comment");
        map.set("wrapper", wrapper);
        map.set_if("type", server_type.as_deref());
        map.set_if("version", version.as_deref());
        map.set_if("options", options.written());
        out.document(self.id(), map);
    }
}
