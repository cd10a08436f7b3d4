//! An operator: a function between or before its operands.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    pub name: Name,
    /// The operand before it; without one it stands before its only operand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<TypeName>,
    pub right: TypeName,
    pub function: Name,
    /// The operator that gives the same with its operands exchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commutator: Option<Name>,
    /// The operator that is true where this is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negator: Option<Name>,
    /// What estimates how many rows a condition with it keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restrict: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Name>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hashes: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub merges: bool,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("operator").and_then(|node| scope.operator_here(node));
    let operand =
        |key: &'static str| map.get(key).and_then(|node| scope.type_name(node)).map(|t| t.without_modifiers());
    let left = operand("left");
    map.required("right");
    let right = operand("right");
    let function = map.required("function").and_then(|node| scope.function(node));
    let partner = |key: &'static str| map.get(key).and_then(|node| scope.operator_here(node));
    let (commutator, negator) = (partner("commutator"), partner("negator"));
    let estimate = |key: &'static str| map.get(key).and_then(|node| scope.function(node));
    let (restrict, join) = (estimate("restrict"), estimate("join"));
    let (hashes, merges) = (map.flag("hashes"), map.flag("merges"));
    let (Some(name), Some(right), Some(function)) = (name, right, function) else { return };
    let object = Operator { name, left, right, function, commutator, negator, restrict, join, hashes, merges };
    let id = object.id();
    scope.define(object, map.span(), &[]);
    scope.satellites(map, &id);
}

impl Operator {
    fn operands(&self) -> String {
        let left = self.left.as_ref().map_or_else(|| "none".to_owned(), TypeName::to_string);
        format!("({left}, {})", self.right)
    }
}

impl Define for Operator {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Operator, &self.name, &Ident::new(self.operands()))
    }

    fn rename(&mut self, renaming: &Renaming) {
        let Operator { name, left, right, function, commutator, negator, restrict, join, hashes: _, merges: _ } = self;
        left.iter_mut().chain([right]).for_each(|name| renaming.type_name(name));
        [function].into_iter().chain(restrict).chain(join).for_each(|name| renaming.routine(name));
        [name].into_iter().chain(commutator).chain(negator).for_each(|name| renaming.place(name));
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        for operand in self.left.iter().chain([&self.right]) {
            needs.of_type(operand);
        }
        let signature = format!("({})", name::list(self.left.iter().chain([&self.right])));
        needs.object(Id::of(Kind::Function, &self.function, &Ident::new(signature)));
        for function in self.restrict.iter().chain(&self.join) {
            needs.function(function);
        }
        // A commutator or negator that is not there yet is made as a shell, to be filled when it comes.
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Operator { name, left, right, function, commutator, negator, restrict, join, hashes, merges } = self;
        let mut options = vec![format!("function = {function}")];
        options.extend(left.iter().map(|operand| format!("leftarg = {operand}")));
        options.push(format!("rightarg = {right}"));
        for (key, other) in [("commutator", commutator), ("negator", negator)] {
            options.extend(other.iter().map(|other| format!("{key} = operator({})", name::operator(other))));
        }
        for (key, function) in [("restrict", restrict), ("join", join)] {
            options.extend(function.iter().map(|function| format!("{key} = {function}")));
        }
        options.extend(hashes.then(|| "hashes".to_owned()));
        options.extend(merges.then(|| "merges".to_owned()));
        vec![Statement::new(format!("create operator {} (\n  {}\n)", name::operator(name), options.join(",\n  ")))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop operator {} {}", name::operator(&self.name), self.operands()))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Operator {
            name: _,
            left: _,
            right: _,
            function: _,
            commutator: _,
            negator: _,
            restrict,
            join,
            hashes: _,
            merges: _,
        } = self;
        let estimated = Operator { restrict: to.restrict.clone(), join: to.join.clone(), ..self.clone() };
        if estimated != *to {
            return Alter::Replace;
        }
        let mut options = Vec::new();
        for (key, from, to) in [("restrict", restrict, &to.restrict), ("join", join, &to.join)] {
            if from != to {
                options.push(format!("{key} = {}", to.as_ref().map_or_else(|| "none".to_owned(), Name::to_string)));
            }
        }
        let address = format!("{} {}", name::operator(&self.name), self.operands());
        Alter::InPlace(vec![Statement::new(format!("alter operator {address} set ({})", options.join(", ")))])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Operands", self.operands()), ("Function", self.function.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let Operator { name, left, right, function, commutator, negator, restrict, join, hashes, merges } = self;
        let mut map = emit::Map::of("operator", out.operator(name));
        map.slot("comment");
        map.set_if("left", left.as_ref().map(|operand| out.type_name(operand)));
        map.set("right", out.type_name(right));
        map.set("function", out.name(function));
        map.set_if("commutator", commutator.as_ref().map(|operator| out.operator(operator)));
        map.set_if("negator", negator.as_ref().map(|operator| out.operator(operator)));
        map.set_if("restrict", restrict.as_ref().map(|function| out.name(function)));
        map.set_if("join", join.as_ref().map(|function| out.name(function)));
        map.flag("hashes", *hashes);
        map.flag("merges", *merges);
        out.document(self.id(), map);
    }
}
