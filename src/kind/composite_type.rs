//! A composite type: a row without a table.

mod introspect;

use serde::{Deserialize, Serialize};

use super::column::Collation;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, Values};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositeType {
    pub name: Name,
    pub attributes: Vec<Attribute>,
}

/// A field of the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    pub name: Ident,
    #[serde(rename = "type")]
    pub data_type: TypeName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(name) = map.required("composite_type").and_then(|node| scope.name(node)) else { return };
    let attributes = map.required("attributes").map_or(&[] as &[_], |node| scope.reader.entries(node));
    let attributes = attributes.iter().filter_map(|entry| {
        let name = scope.key(&entry.key, entry.key_span);
        read_attribute(name, &entry.value, scope)
    });
    let object = CompositeType { name, attributes: attributes.collect() };
    let id = object.id();
    scope.define(object, map.span(), &[]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

/// The type, or a map that holds it.
fn read_attribute(name: Ident, node: &Node, scope: &Scope) -> Option<Attribute> {
    // Postgres keeps how many dimensions an array was declared with, and makes nothing of it.
    let flat = |name: TypeName| TypeName { dimensions: name.dimensions.min(1), ..name };
    if !matches!(node.value, Value::Map(_)) {
        return scope.type_name(node).map(|data_type| Attribute {
            name,
            data_type: flat(data_type),
            collation: None,
            comment: None,
        });
    }
    let map = scope.reader.map(node, "an attribute")?;
    let data_type = map.required("type").and_then(|node| scope.type_name(node)).map(flat);
    let collation = map.get("collation").and_then(|node| Collation::read(node, scope));
    let comment = map.prose("comment");
    map.finish();
    Some(Attribute { name, data_type: data_type?, collation, comment })
}

impl Attribute {
    /// Its type as CREATE TYPE writes it.
    fn definition(&self) -> String {
        let collation = self.collation.as_ref().map_or_else(String::new, |collation| format!(" collate {collation}"));
        format!("{}{collation}", self.data_type)
    }

    fn written(&self, out: &Written) -> emit::Value {
        let Attribute { name: _, data_type, collation, comment } = self;
        let data_type = out.type_name(data_type);
        if collation.is_none() && comment.is_none() {
            return data_type;
        }
        let mut map = emit::Map::of("type", data_type);
        map.set_if("collation", collation.as_ref().map(Collation::written));
        map.set_if("comment", comment.clone().map(emit::Value::Block));
        map.into()
    }
}

impl CompositeType {
    fn find(&self, name: &Ident) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == *name)
    }

    /// Whether values of the one, as they are printed, are read as values of the other: no attribute came, went or moved.
    #[must_use]
    pub fn prints_like(&self, other: &CompositeType) -> bool {
        let names =
            |of: &CompositeType| of.attributes.iter().map(|attribute| attribute.name.clone()).collect::<Vec<_>>();
        names(self) == names(other)
    }

    /// Whether attributes are in another order.
    fn is_moved(&self, other: &CompositeType) -> bool {
        let of = |one: &CompositeType, another: &CompositeType| -> Vec<Ident> {
            one.attributes.iter().map(|own| own.name.clone()).filter(|name| another.find(name).is_some()).collect()
        };
        of(self, other) != of(other, self)
    }

    /// The value of a column as one of another type that has all attributes of this one, where `moved` types have theirs in another order. None
    /// where that is not seen from here: in the attributes of an attribute.
    #[must_use]
    pub fn rearranged(&self, column: &Ident, other: &CompositeType, moved: usize) -> Option<String> {
        let keeps_all = self.attributes.iter().all(|attribute| other.find(&attribute.name).is_some());
        if !keeps_all || moved != usize::from(self.is_moved(other)) {
            return None;
        }
        let value = |new: &Attribute| match self.find(&new.name) {
            None => "null".to_owned(),
            Some(old) if old.data_type == new.data_type && new.data_type.built_in => format!("({column}).{}", new.name),
            // It may be one of those that are made anew.
            Some(_) => format!("({column}).{}::text::{}", new.name, new.data_type),
        };
        let values = name::list(other.attributes.iter().map(value));
        // A row of nulls is no null here.
        Some(format!("case when {column} is distinct from null then row({values})::{} end", other.name))
    }

    fn alter_type(&self, action: &str) -> Statement {
        Statement::new(format!("alter type {} {action}", self.name))
    }

    fn comment_on(&self, attribute: &Attribute) -> Statement {
        let text = attribute.comment.as_deref().map_or_else(|| "null".to_owned(), name::literal);
        Statement::new(format!("comment on column {}.{} is {text}", self.name, attribute.name))
    }
}

impl Define for CompositeType {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::CompositeType, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        for attribute in &mut self.attributes {
            renaming.type_name(&mut attribute.data_type);
            renaming.collation(attribute.collation.as_mut());
        }
        renaming.named_type(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        for attribute in &self.attributes {
            needs.of_type(&attribute.data_type);
            needs.collation(attribute.collation.as_ref());
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let attributes: Vec<String> = self
            .attributes
            .iter()
            .map(|attribute| format!("\n  {} {}", attribute.name, attribute.definition()))
            .collect();
        let end = if attributes.is_empty() { "" } else { "\n" };
        let create = Statement::new(format!("create type {} as ({}{end})", self.name, attributes.join(",")));
        let commented = self.attributes.iter().filter(|attribute| attribute.comment.is_some());
        std::iter::once(create).chain(commented.map(|attribute| self.comment_on(attribute))).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop type {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let CompositeType { name: _, attributes } = self;
        let names = |own: &[Attribute], other: &CompositeType| -> Vec<Ident> {
            own.iter().map(|attribute| attribute.name.clone()).filter(|name| other.find(name).is_some()).collect()
        };
        let kept = names(attributes, to);
        // ALTER TYPE adds at the end only.
        let old = to.attributes.get(..kept.len()).unwrap_or_default();
        if names(old, self) != kept {
            if attributes.iter().any(|attribute| to.find(&attribute.name).is_none()) {
                return Alter::Refuse(format!(
                    "attributes of the type {} were put in another order, which makes it anew, and others removed with what is in them; \
                     remove those first, generate, and put the others in order then",
                    self.name
                ));
            }
            let advice = "keep the attributes in their order and put new ones last".to_owned();
            let retypes = |old: &Attribute| to.find(&old.name).is_some_and(|new| new.data_type != old.data_type);
            let (may_fail, moved) = (attributes.iter().any(retypes), usize::from(self.is_moved(to)));
            return Alter::Rebuild(Values { may_fail, moved, advice: Some(advice), ..Values::default() });
        }
        let mut statements = Vec::new();
        let mut retyped = false;
        for attribute in attributes.iter().filter(|attribute| to.find(&attribute.name).is_none()) {
            let drop = self.alter_type(&format!("drop attribute {}", attribute.name));
            statements.push(drop.hazard(Hazard::DataLoss));
        }
        for attribute in &to.attributes {
            let Attribute { name, data_type, collation, comment } = attribute;
            let Some(before) = self.find(name) else {
                statements.push(self.alter_type(&format!("add attribute {name} {}", attribute.definition())));
                statements.extend(comment.is_some().then(|| self.comment_on(attribute)));
                continue;
            };
            if *data_type != before.data_type || *collation != before.collation {
                retyped = true;
                let alter = format!("alter attribute {name} type {}", attribute.definition());
                statements.push(self.alter_type(&alter).hazard(Hazard::MayFail));
            }
            if *comment != before.comment {
                statements.push(self.comment_on(attribute));
            }
        }
        if retyped { Alter::Retype(statements) } else { Alter::InPlace(statements) }
    }

    fn set_aside(&self, name: &Ident) -> Option<(Vec<Statement>, Object)> {
        let aside = CompositeType { name: self.name.sibling(name.clone()), ..self.clone() };
        Some((vec![self.alter_type(&format!("rename to {name}"))], aside.into()))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let attribute = |attribute: &Attribute| format!("{} {}", attribute.name, attribute.definition());
        vec![("Attributes", name::list(self.attributes.iter().map(attribute)))]
    }

    fn write(&self, out: &mut Written) {
        let CompositeType { name, attributes } = self;
        let mut map = emit::Map::of("composite_type", out.name(name));
        map.slot("comment");
        let mut fields = emit::Map::default();
        for attribute in attributes {
            fields.set(attribute.name.as_str(), attribute.written(out));
        }
        out.document(self.id(), map.with("attributes", fields));
    }
}
