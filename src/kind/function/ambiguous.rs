//! Routines that their input arguments alone do not name: to `routine f(int)` the results of `f(out int)` count as arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::{Function, Mode, Returns};
use crate::kind::{Define, Id, Object};
use crate::name::{self, Name};
use crate::types::TypeName;

impl Function {
    fn inputs(&self) -> Vec<TypeName> {
        let inputs = self.arguments.iter().filter(|argument| argument.mode != Mode::Out);
        inputs.map(|argument| argument.data_type.without_modifiers()).collect()
    }

    /// The types of its arguments of all modes, among which Postgres counts the columns of a table that it returns.
    fn all(&self) -> Vec<TypeName> {
        let columns = match &self.returns {
            Some(Returns::Table(columns)) => columns.as_slice(),
            Some(Returns::Type(_) | Returns::Setof(_)) | None => &[],
        };
        let arguments = self.arguments.iter().map(|argument| &argument.data_type);
        arguments.chain(columns.iter().map(|(_, data_type)| data_type)).map(TypeName::without_modifiers).collect()
    }
}

/// The argument lists that name such routines, with a mode for each argument.
pub fn argument_lists<'a>(objects: impl Iterator<Item = &'a Object>) -> BTreeMap<Id, String> {
    let mut overloads: BTreeMap<&Name, Vec<&Function>> = BTreeMap::new();
    for object in objects {
        if let Object::Function(function) = object {
            overloads.entry(&function.name).or_default().push(function);
        }
    }
    overloads.retain(|_, functions| functions.len() > 1);
    let mut lists = BTreeMap::new();
    for functions in overloads.values() {
        for function in functions {
            let inputs = function.inputs();
            let others: BTreeSet<Id> =
                functions.iter().filter(|other| other.all() == inputs).map(|other| other.id()).collect();
            if others.iter().any(|other| *other != function.id()) && !inputs.is_empty() {
                let list = name::list(inputs.iter().map(|data_type| format!("in {data_type}")));
                lists.insert(function.id(), format!("({list})"));
            }
        }
    }
    lists
}
