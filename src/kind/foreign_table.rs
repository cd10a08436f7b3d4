//! A foreign table: columns over what a server keeps elsewhere. Its columns, checks, triggers and the rest are the objects they are on a
//! table, and what changes them is ALTER TABLE, which Postgres takes for both; keys, indexes and row security it does not have.

use serde::{Deserialize, Serialize};

use super::foreign_options::{self, Listed, Options};
use super::scope::Scope;
use super::table::inheritance::{Inheritance, inheritance};
use super::table::{self, Host};
use super::{Alter, Define, Id, Kind, Object, constraint, partition, server, statistics, trigger};
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignTable {
    pub name: Name,
    pub server: Ident,
    /// The tables that it has columns and checks from, beside its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<Name>,
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
}

pub fn read<'y>(map: &Map<'y>, name: &Name, scope: &Scope<'y>) {
    let id = Id::named(Kind::ForeignTable, name);
    table::read_columns(map, name, Host::Foreign, scope);
    constraint::read_all(map, name, scope);
    for node in map.items("triggers") {
        if let Some(trigger) = scope.reader.map(node, "a trigger") {
            trigger::read(&trigger, Some(name), scope);
        }
    }
    for node in map.items("statistics") {
        statistics::read(node, name, scope);
    }
    partition::read_attached(map, name, scope);
    let inherits = map.items("inherits").iter().filter_map(|node| scope.relation(node)).collect();
    let options = Options::read(map, &id.address(scope.profile), scope);
    let server = map.required("server").and_then(|node| server::known(node, scope));
    scope.grants(map, &id);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    // Without a server it is a table all the same, so that what stands on it is not reported too.
    let table = ForeignTable { name: name.clone(), server: server.unwrap_or_else(|| "".into()), inherits, options };
    let span = map.entry("foreign_table").map_or(map.span(), |entry| entry.value.span);
    scope.define(table, span, &[("columns", map.get("columns"))]);
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    row_type: u32,
    array_type: Option<u32>,
    schema: Ident,
    name: Ident,
    server: Ident,
    options: Listed,
    #[serde(flatten)]
    inheritance: Inheritance,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, row_type, array_type, schema, name, server, options, inheritance, common } = self;
        let (options, secrets) = Options::found(options);
        let (inherits, disordered) = inheritance.read();
        let table = ForeignTable { name: Name { schema, name }, server, inherits, options };
        let types = [Some(row_type), array_type].into_iter().flatten().map(|oid| Address::new("pg_type", oid));
        let id = found.define(table, std::iter::once(Address::new("pg_class", oid)).chain(types));
        foreign_options::note(&secrets, &id, found);
        table::inheritance::note(disordered, &id, found);
        found.common(&id, common);
    }
}

impl Define for ForeignTable {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(concat!(
        "select c.oid::bigint, c.reltype::bigint as row_type, y.typarray::bigint as array_type, r.schema, r.name, s.srvname as server, ",
        foreign_options::listed!("t.ftoptions"),
        " as options, ",
        inheritance!(),
        ", pg_get_userbyid(r.owner) as owner, c.relacl as acl, d.description as comment
         from $relations r
         join pg_class c on c.oid = r.oid
         join pg_foreign_table t on t.ftrelid = c.oid
         join pg_foreign_server s on s.oid = t.ftserver
         left join pg_type y on y.oid = c.reltype
         $comment(pg_class, c.oid)
         where r.kind = 'f'",
    ))];

    fn id(&self) -> Id {
        Id::named(Kind::ForeignTable, &self.name)
    }

    fn holds_rows(&self) -> bool {
        false
    }

    fn rename(&mut self, renaming: &Renaming) {
        self.inherits.iter_mut().for_each(|name| renaming.relation(name));
        renaming.relation(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.object(Id::global(Kind::Server, &self.server));
        for parent in &self.inherits {
            needs.relation(parent);
        }
    }

    fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement> {
        let ForeignTable { name, server, inherits, options } = self;
        let (list, settings) = table::elements(parts, !inherits.is_empty(), profile);
        let parents = if inherits.is_empty() { String::new() } else { format!(" inherits ({})", name::list(inherits)) };
        let create = format!("create foreign table {name} ({list}){parents} server {server}{}", options.clause());
        std::iter::once(Statement::new(create)).chain(settings).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        // The rows stay where they are.
        vec![Statement::new(format!("drop foreign table {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let ForeignTable { name, server, inherits, options } = self;
        if *server != to.server {
            return Alter::Replace;
        }
        let actions = table::inheritance::change(inherits, &to.inherits).into_iter().chain(options.change(&to.options));
        Alter::InPlace(actions.map(|action| Statement::new(format!("alter foreign table {name} {action}"))).collect())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let ForeignTable { name: _, server, inherits, options } = self;
        vec![("Server", server.as_str().to_owned()), ("Inherits", name::list(inherits)), ("Options", options.list())]
    }

    fn write(&self, out: &mut Written) {
        let ForeignTable { name, server, inherits, options } = self;
        let mut map = emit::Map::of("foreign_table", out.name(name));
        map.slot("comment");
        map.set("server", server);
        map.set_if("options", options.written());
        for key in ["columns", "checks", "statistics"] {
            map.slot(key);
        }
        map.list("inherits", inherits.iter().map(|parent| out.name(parent)));
        if inherits.is_empty() && !table::has_columns(name, out) {
            map.set("columns", emit::Map::default());
        }
        for key in ["partition_of", "owner", "grants", "triggers"] {
            map.slot(key);
        }
        out.document(self.id(), map);
    }
}
