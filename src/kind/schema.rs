//! A schema.

pub mod public;

use serde::{Deserialize, Serialize};

use super::comment::Comment;
use super::owner::Owner;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query, unmodelled};
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    pub name: Ident,
    /// It may be there before us (`public`, `extensions`), and stays when we go.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(name) = map.required("schema").and_then(|node| scope.ident(node)) else { return };
    let shared = name.as_str() == public::NAME || scope.names.externals.schemas.contains(&name);
    let schema = Schema { name, shared };
    let id = schema.id();
    scope.define(schema, map.span(), &[]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    /// The owner is the role that made the cluster.
    bootstrap: bool,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, name, bootstrap, common } = self;
        let address = Address::new("pg_namespace", oid);
        if name.as_str() == public::NAME {
            read_public(name, address, bootstrap, common, found);
            return;
        }
        let id = found.define(Schema { name, shared: false }, [address]);
        found.common(&id, common);
    }
}

/// What `public` was made by initdb is nobody's doing.
fn read_public(name: Ident, address: Address, bootstrap: bool, common: Common, found: &mut Found) {
    let Common { owner, acl, comment } = common;
    let schema = Schema { name, shared: true };
    let id = schema.id();
    found.grants(&id, &owner, acl.as_deref());
    if !public::is_owner(&owner, bootstrap, found.major) {
        found.define(Owner { on: id.clone(), role: owner }, []);
    }
    // Without a comment it is not as it was either.
    let text = comment.unwrap_or_default();
    if text != public::COMMENT {
        found.define(Comment { on: id.clone(), text }, []);
    }
    let touched = [Kind::Grants, Kind::Owner, Kind::Comment].into_iter().map(|kind| Id::satellite(kind, &id));
    if touched.into_iter().any(|satellite| found.objects.contains_key(&satellite)) {
        found.define(schema, [address]);
    }
}

impl Define for Schema {
    const UNSTORED: &'static [&'static str] = &["shared"];

    /// What has no kind is looked for with the schemas that it may be in.
    const QUERIES: &'static [Query] = &[unmodelled::QUERY, Query::new::<Row>(
        "select n.oid::bigint, n.nspname as name, pg_get_userbyid(n.nspowner) as owner, n.nspacl as acl, n.nspowner = 10 as bootstrap,
           d.description as comment
         from pg_namespace n $comment(pg_namespace, n.oid)
         where n.oid = any ($schemas) and $own(pg_namespace, n.oid)",
    )];

    fn id(&self) -> Id {
        Id::global(Kind::Schema, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.schema(&mut self.name);
    }

    fn needs(&self, _: &mut Needs) {}

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let guard = if self.shared { "if not exists " } else { "" };
        vec![Statement::new(format!("create schema {guard}{}", self.name))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        if self.shared {
            Vec::new()
        } else {
            vec![Statement::new(format!("drop schema {}", self.name)).hazard(Hazard::AccessNarrowed)]
        }
    }

    fn alter(&self, _: &Self, _: &Profile) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn write(&self, out: &mut Written) {
        let mut map = emit::Map::of("schema", &self.name);
        map.slot("comment");
        out.document(self.id(), map);
    }
}
