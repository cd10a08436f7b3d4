//! A sequence of its own; the one of an identity column belongs to the column.

mod introspect;
mod options;

use serde::{Deserialize, Serialize};

pub use introspect::Counting;
pub use options::Options;

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::catalog::{Catalog, Entry};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Written};
use crate::introspect::Query;
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    pub name: Name,
    #[serde(rename = "type")]
    pub data_type: TypeName,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlogged: bool,
    #[serde(flatten)]
    pub options: Options,
    /// The column with which it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_by: Option<OwnedBy>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedBy {
    pub table: Name,
    pub column: Ident,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("sequence").and_then(|node| scope.name(node));
    let data_type = map.get("type").map_or_else(|| Some(TypeName::built_in("bigint")), |node| read_type(node, scope));
    let unlogged = map.flag("unlogged");
    if unlogged {
        scope.since(15, "an unlogged sequence", map.span());
    }
    let options = Options::read(map);
    let owned_by = map.get("owned_by").and_then(|node| read_owner(node, scope));
    let (Some(name), Some(data_type)) = (name, data_type) else { return };
    let sequence = Sequence { name, data_type, unlogged, options, owned_by };
    let id = sequence.id();
    scope.define(sequence, map.span(), &[("owned_by", map.get("owned_by"))]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

fn read_type(node: &Node, scope: &Scope) -> Option<TypeName> {
    let data_type = scope.type_name(node)?;
    if ["smallint", "integer", "bigint"].iter().any(|whole| data_type.is(whole)) {
        return Some(data_type);
    }
    scope.reader.report(
        Diagnostic::error(code::BAD_VALUE, node.span, format!("a sequence cannot count in `{data_type}`"))
            .help("write `smallint`, `integer` or `bigint`"),
    );
    None
}

fn read_owner(node: &Node, scope: &Scope) -> Option<OwnedBy> {
    let text = scope.reader.text(node)?;
    let mut parts = scope.parts(text, node.span)?;
    let column = parts.pop()?;
    match scope.relation_in(&parts).filter(|table| scope.relation_exists(table)) {
        Some(table) => Some(OwnedBy { table, column }),
        None => {
            scope.unknown_relation(text.rsplit_once('.').map_or(text, |(table, _)| table), node.span);
            None
        }
    }
}

impl OwnedBy {
    fn sql(owner: Option<&OwnedBy>) -> String {
        owner.map_or_else(|| "owned by none".to_owned(), |owner| format!("owned by {}.{}", owner.table, owner.column))
    }
}

/// Sequences that stay while the column goes that owns them, owned by none: they would go with it, and the table of the column that is to own
/// them is not there yet.
#[must_use]
pub fn let_go(from: &Catalog, to: &Catalog) -> Vec<Entry> {
    let mut freed = Vec::new();
    for (id, entry) in &from.objects {
        let Object::Sequence(old) = &entry.object else { continue };
        let column = |owner: &OwnedBy| Id::of(Kind::Column, &owner.table, &owner.column);
        let Some(Object::Sequence(Sequence { owned_by: Some(next), .. })) = to.get(id) else { continue };
        let goes = old.owned_by.as_ref().is_some_and(|owner| to.get(&column(owner)).is_none());
        if goes && from.get(&column(next)).is_none() {
            freed.push(Entry { object: Sequence { owned_by: None, ..old.clone() }.into(), ..entry.clone() });
        }
    }
    freed
}

/// New sequences that number the rows of tables which are there, in a new column that is to own them, owned by none: the rows are numbered as
/// the column comes, and only then can it own anything.
#[must_use]
pub fn numbering(from: &Catalog, to: &Catalog) -> Vec<Entry> {
    let mut numbering = Vec::new();
    for entry in to.objects.iter().filter(|(id, _)| from.get(id).is_none()).map(|(_, entry)| entry) {
        let Object::Sequence(sequence) = &entry.object else { continue };
        let Some(OwnedBy { table, column }) = &sequence.owned_by else { continue };
        let of = |kind| Id::of(kind, table, column);
        let has_rows = from.get(&Id::named(Kind::Table, table)).is_some() && from.get(&of(Kind::Column)).is_none();
        if has_rows && to.get(&of(Kind::Default)).is_some() {
            numbering.push(Entry { object: Sequence { owned_by: None, ..sequence.clone() }.into(), ..entry.clone() });
        }
    }
    numbering
}

impl Define for Sequence {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Sequence, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        self.owned_by.as_ref().map(|owner| Id::of(Kind::Column, &owner.table, &owner.column))
    }

    fn rename(&mut self, renaming: &Renaming) {
        if let Some(OwnedBy { table, column }) = &mut self.owned_by {
            renaming.column(table, column);
            renaming.relation(table);
        }
        renaming.relation(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        if let Some(owner) = &self.owned_by {
            needs.column(&owner.table, &owner.column);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Sequence { name, data_type, unlogged, options, owned_by } = self;
        let unlogged = if *unlogged { "unlogged " } else { "" };
        let mut clauses = vec![format!("create {unlogged}sequence {name} as {data_type}")];
        clauses.extend(options.clauses());
        clauses.extend(owned_by.iter().map(|owner| OwnedBy::sql(Some(owner))));
        vec![Statement::new(clauses.join(" "))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop sequence {}", self.name)).hazard(Hazard::DataLoss)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Sequence { name, data_type, unlogged, options, owned_by } = self;
        let mut clauses = Vec::new();
        if *data_type != to.data_type {
            clauses.push(format!("as {}", to.data_type));
        }
        clauses.extend(options.changes(&to.options));
        if *owned_by != to.owned_by {
            clauses.push(OwnedBy::sql(to.owned_by.as_ref()));
        }
        let logging =
            (*unlogged != to.unlogged).then(|| if to.unlogged { "set unlogged" } else { "set logged" }.to_owned());
        let clauses = (!clauses.is_empty()).then(|| clauses.join(" "));
        Alter::InPlace(
            clauses
                .into_iter()
                .chain(logging)
                .map(|action| Statement::new(format!("alter sequence {name} {action}")))
                .collect(),
        )
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let owner =
            self.owned_by.as_ref().map_or_else(String::new, |owner| format!("{}.{}", owner.table, owner.column));
        vec![("Type", self.data_type.to_string()), ("Options", self.options.clauses().join(" ")), ("Belongs to", owner)]
    }

    fn write(&self, out: &mut Written) {
        let Sequence { name, data_type, unlogged, options, owned_by } = self;
        let mut map = emit::Map::of("sequence", out.name(name));
        map.slot("comment");
        map.set("type", out.type_name(data_type));
        options.write(&mut map);
        map.flag("unlogged", *unlogged);
        map.set_if(
            "owned_by",
            owned_by.as_ref().map(|owner| document::dotted([&owner.table.schema, &owner.table.name, &owner.column])),
        );
        out.document(self.id(), map);
    }
}
