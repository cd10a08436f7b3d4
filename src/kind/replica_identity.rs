//! What of the old row goes into the replication stream, where it is not the primary key.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::document::Written;
use crate::introspect::{self, Found, Query};
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::Value;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplicaIdentity {
    pub table: Name,
    #[serde(flatten)]
    pub identity: Identity,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    Full(Everything),
    Nothing(Everything),
    Index(Ident),
}

/// Makes the variants without data maps in a flattened struct.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Everything {}

pub fn read<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    let Some(node) = map.get("replica_identity") else { return };
    let identity = if let Value::Map(_) = node.value {
        let Some(options) = scope.reader.map(node, "a replica identity") else { return };
        let index = options.required("index").and_then(|node| scope.ident(node));
        options.finish();
        index.map(Identity::Index)
    } else {
        let words = [
            ("default", None),
            ("full", Some(Identity::Full(Everything {}))),
            ("nothing", Some(Identity::Nothing(Everything {}))),
        ];
        scope.reader.choice(node, &words).flatten()
    };
    if let Some(identity) = identity {
        scope.define(ReplicaIdentity { table: table.clone(), identity }, table::span_of(map, "replica_identity"), &[]);
    }
}

impl ReplicaIdentity {
    fn set(&self, to: &str) -> Vec<Statement> {
        vec![Statement::new(format!("alter table {} replica identity {to}", self.table))]
    }
}

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    table: Ident,
    how: char,
    index: Option<Ident>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, table, how, index } = self;
        let table = Name { schema, name: table };
        let identity = match (how, index) {
            ('f', _) => Identity::Full(Everything {}),
            (_, Some(index)) => Identity::Index(index),
            // Without the index that it names, it is as good as nothing.
            (_, None) => Identity::Nothing(Everything {}),
        };
        found.define(ReplicaIdentity { table, identity }, []);
    }
}

impl ReplicaIdentity {
    /// The same by an index that is going to take the place of another, if it is by that.
    #[must_use]
    pub fn passed_on(&self, from: &Ident, to: &Ident) -> Option<ReplicaIdentity> {
        let by = Identity::Index(from.clone());
        (self.identity == by)
            .then(|| ReplicaIdentity { table: self.table.clone(), identity: Identity::Index(to.clone()) })
    }
}

impl Define for ReplicaIdentity {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select r.schema, r.name as table, c.relreplident as how, x.relname as index
         from $relations r
         join pg_class c on c.oid = r.oid
         left join pg_index i on i.indrelid = r.oid and i.indisreplident
         left join pg_class x on x.oid = i.indexrelid
         where r.kind in ('r', 'p') and c.relreplident <> 'd'",
    )];

    fn id(&self) -> Id {
        Id::named(Kind::ReplicaIdentity, &self.table)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn rename(&mut self, renaming: &Renaming) {
        match &mut self.identity {
            Identity::Index(name) => {
                renaming.part(&Id::named(Kind::Index, &self.table.sibling(name.clone())), name);
                renaming.part(&Id::of(Kind::Constraint, &self.table, name), name);
            }
            Identity::Full(_) | Identity::Nothing(_) => {}
        }
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        if let Identity::Index(index) = &self.identity {
            // The index may be one of its own or stand behind a constraint.
            needs.object(Id::of(Kind::Constraint, &self.table, index));
            needs.object(Id::named(Kind::Index, &self.table.sibling(index.clone())));
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        match &self.identity {
            Identity::Full(_) => self.set("full"),
            Identity::Nothing(_) => self.set("nothing"),
            Identity::Index(index) => self.set(&format!("using index {index}")),
        }
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        self.set("default")
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let identity = match &self.identity {
            Identity::Full(_) => "full".to_owned(),
            Identity::Nothing(_) => "nothing".to_owned(),
            Identity::Index(index) => format!("index {index}"),
        };
        vec![("Replica identity", identity)]
    }

    fn write(&self, out: &mut Written) {
        let ReplicaIdentity { table, identity } = self;
        let home = table::home(table, out);
        let value: emit::Value = match identity {
            Identity::Full(_) => "full".into(),
            Identity::Nothing(_) => "nothing".into(),
            Identity::Index(index) => emit::Map::of("index", index).into(),
        };
        out.key(self.id(), home, "replica_identity", value);
    }
}
