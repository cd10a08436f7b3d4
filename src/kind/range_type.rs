//! A range type, and the multirange type that Postgres makes beside it.

mod introspect;

use serde::{Deserialize, Serialize};

use super::column::Collation;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, MAX_BYTES, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeType {
    pub name: Name,
    pub subtype: TypeName,
    /// The operator class that orders values, where it is not the default one of the subtype.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype_opclass: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    /// The function that says how far values are apart, for indexes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype_diff: Option<Name>,
    pub multirange: Name,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("range_type").and_then(|node| scope.name(node));
    let subtype = map.required("subtype").and_then(|node| scope.type_name(node));
    let subtype_opclass = map.get("subtype_opclass").and_then(|node| scope.name(node));
    let collation = map.get("collation").and_then(|node| Collation::read(node, scope));
    let subtype_diff = map.get("subtype_diff").and_then(|node| scope.function(node));
    let multirange = map.get("multirange").and_then(|node| scope.name(node));
    let (Some(name), Some(subtype)) = (name, subtype) else { return };
    let multirange = multirange.unwrap_or_else(|| default_multirange(&name));
    let subtype = subtype.without_modifiers();
    let object = RangeType { name, subtype, subtype_opclass, collation, subtype_diff, multirange };
    let id = object.id();
    scope.define(object, map.span(), &[]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

/// The name that Postgres gives the multirange type by itself (`makeMultirangeTypeName`).
#[must_use]
pub fn default_multirange(range: &Name) -> Name {
    let name = range.name.as_str();
    let made = match name.split_once("range") {
        Some((before, after)) => name::clip(&format!("{before}multirange{after}"), MAX_BYTES).to_owned(),
        None => format!("{}_multirange", name::clip(name, MAX_BYTES - "_multirange".len())),
    };
    range.sibling(Ident::new(made))
}

impl Define for RangeType {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::RangeType, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        let RangeType { name, subtype, subtype_opclass, collation, subtype_diff, multirange } = self;
        renaming.type_name(subtype);
        subtype_opclass.iter_mut().for_each(|name| renaming.place(name));
        renaming.collation(collation.as_mut());
        subtype_diff.iter_mut().for_each(|name| renaming.routine(name));
        renaming.named_type(multirange);
        renaming.named_type(name);
    }

    fn needs(&self, needs: &mut Needs) {
        for schema in [&self.name.schema, &self.multirange.schema] {
            needs.object(Id::global(Kind::Schema, schema));
        }
        needs.of_type(&self.subtype);
        needs.collation(self.collation.as_ref());
        if let Some(opclass) = &self.subtype_opclass {
            needs.extensions_in(&opclass.schema);
        }
        if let Some(function) = &self.subtype_diff {
            needs.function(function);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let RangeType { name, subtype, subtype_opclass, collation, subtype_diff, multirange } = self;
        let mut options = vec![format!("subtype = {subtype}")];
        options.extend(subtype_opclass.iter().map(|opclass| format!("subtype_opclass = {opclass}")));
        options.extend(collation.iter().map(|collation| format!("collation = {collation}")));
        options.extend(subtype_diff.iter().map(|function| format!("subtype_diff = {function}")));
        if *multirange != default_multirange(name) {
            options.push(format!("multirange_type_name = {multirange}"));
        }
        vec![Statement::new(format!("create type {name} as range ({})", options.join(", ")))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop type {}", self.name))]
    }

    fn alter(&self, _: &Self, _: &Profile) -> Alter {
        Alter::Refuse(format!(
            "no ALTER TYPE changes what the range type {} is made of; declare a new type and move the columns to it",
            self.name
        ))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Subtype", self.subtype.to_string()), ("Multirange", self.multirange.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let RangeType { name, subtype, subtype_opclass, collation, subtype_diff, multirange } = self;
        let mut map = emit::Map::of("range_type", out.name(name));
        map.slot("comment");
        map.set("subtype", out.type_name(subtype));
        map.set_if("subtype_opclass", subtype_opclass.as_ref().map(|opclass| out.name(opclass)));
        map.set_if("collation", collation.as_ref().map(Collation::written));
        map.set_if("subtype_diff", subtype_diff.as_ref().map(|function| out.name(function)));
        map.set_if("multirange", (*multirange != default_multirange(name)).then(|| out.name(multirange)));
        out.document(self.id(), map);
    }
}
