//! An aggregate function.

mod introspect;
mod read;

use serde::{Deserialize, Serialize};

pub use read::read;

use super::function::{Argument, Mode, Parallel, written_arguments};
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::types::TypeName;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    pub name: Name,
    /// What it takes for each row, or, if rows are ordered, once.
    pub arguments: Vec<Argument>,
    /// What an ordered-set aggregate takes for each row: `WITHIN GROUP (ORDER BY …)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<Vec<Argument>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hypothetical: bool,
    #[serde(flatten)]
    pub state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combinefunc: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serialfunc: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deserialfunc: Option<Name>,
    /// The same for a window that moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moving: Option<Box<Moving>>,
    /// An operator for which an index gives the result: `<` for a minimum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sortop: Option<Name>,
    #[serde(default, skip_serializing_if = "Parallel::is_default")]
    pub parallel: Parallel,
}

/// How rows become a result, under the names that CREATE AGGREGATE gives the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub sfunc: Name,
    pub stype: TypeName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sspace: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finalfunc: Option<Name>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub finalfunc_extra: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finalfunc_modify: Option<Modify>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initcond: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moving {
    #[serde(flatten)]
    pub state: State,
    pub inverse: Name,
}

/// Whether the final function leaves the state as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modify {
    ReadOnly,
    Shareable,
    ReadWrite,
}

pub const MODIFY: &[(&str, Modify)] =
    &[("read_only", Modify::ReadOnly), ("shareable", Modify::Shareable), ("read_write", Modify::ReadWrite)];

impl Modify {
    fn word(self) -> &'static str {
        MODIFY.iter().find(|(_, modify)| *modify == self).map_or("", |(word, _)| word)
    }
}

impl State {
    fn functions(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.sfunc).chain(&self.finalfunc)
    }

    /// The parameters of CREATE AGGREGATE; those of a moving window start with `m`.
    fn parameters(&self, moving: &str) -> Vec<String> {
        let State { sfunc, stype, sspace, finalfunc, finalfunc_extra, finalfunc_modify, initcond } = self;
        let mut parameters = vec![format!("{moving}sfunc = {sfunc}"), format!("{moving}stype = {stype}")];
        parameters.extend(sspace.iter().map(|bytes| format!("{moving}sspace = {bytes}")));
        parameters.extend(finalfunc.iter().map(|function| format!("{moving}finalfunc = {function}")));
        parameters.extend(finalfunc_extra.then(|| format!("{moving}finalfunc_extra")));
        parameters
            .extend(finalfunc_modify.iter().map(|modify| format!("{moving}finalfunc_modify = {}", modify.word())));
        parameters.extend(initcond.iter().map(|text| format!("{moving}initcond = {}", name::literal(text))));
        parameters
    }

    fn write(&self, map: &mut emit::Map, out: &Written) {
        let State { sfunc, stype, sspace, finalfunc, finalfunc_extra, finalfunc_modify, initcond } = self;
        map.set("sfunc", out.name(sfunc));
        map.set("stype", out.type_name(stype));
        map.set_if("sspace", *sspace);
        map.set_if("finalfunc", finalfunc.as_ref().map(|function| out.name(function)));
        map.flag("finalfunc_extra", *finalfunc_extra);
        map.set_if("finalfunc_modify", finalfunc_modify.map(Modify::word));
        map.set_if("initcond", initcond.as_deref());
    }
}

impl Aggregate {
    /// The aggregate without what Postgres takes for granted.
    #[must_use]
    fn normalised(mut self) -> Aggregate {
        // The final function of an ordered set sorts its state.
        let default = if self.order_by.is_some() { Modify::ReadWrite } else { Modify::ReadOnly };
        for state in std::iter::once(&mut self.state).chain(self.moving.as_mut().map(|moving| &mut moving.state)) {
            state.finalfunc_modify = state.finalfunc_modify.filter(|modify| *modify != default);
            state.sspace = state.sspace.filter(|bytes| *bytes != 0);
        }
        self
    }

    /// All that it is called with. `VARIADIC "any"` at the end of both lists is one argument.
    fn all_arguments(&self) -> impl Iterator<Item = &Argument> {
        let ordered = self.order_by.as_deref().unwrap_or_default();
        let shared = matches!((self.arguments.last(), ordered.last()), (Some(direct), Some(last))
            if direct.mode == Mode::Variadic && last.mode == Mode::Variadic);
        self.arguments.iter().chain(&ordered[..ordered.len() - usize::from(shared)])
    }

    fn signature(&self) -> String {
        format!("({})", name::list(self.all_arguments().map(|argument| argument.data_type.without_modifiers())))
    }

    /// The arguments as CREATE AGGREGATE lists them.
    fn argument_list(&self) -> String {
        match &self.order_by {
            None if self.arguments.is_empty() => "*".to_owned(),
            None => name::list(&self.arguments),
            Some(ordered) => {
                format!("{} order by {}", name::list(&self.arguments), name::list(ordered)).trim_start().to_owned()
            }
        }
    }

    fn definition(&self, create: &str) -> Statement {
        let Aggregate {
            name,
            arguments: _,
            order_by: _,
            hypothetical,
            state,
            combinefunc,
            serialfunc,
            deserialfunc,
            moving,
            sortop,
            parallel,
        } = self;
        let mut parameters = state.parameters("");
        for (key, function) in
            [("combinefunc", combinefunc), ("serialfunc", serialfunc), ("deserialfunc", deserialfunc)]
        {
            parameters.extend(function.iter().map(|function| format!("{key} = {function}")));
        }
        if let Some(Moving { state, inverse }) = moving.as_deref() {
            parameters.extend(state.parameters("m"));
            parameters.push(format!("minvfunc = {inverse}"));
        }
        parameters.extend(sortop.iter().map(|operator| format!("sortop = operator({})", name::operator(operator))));
        parameters.extend((!parallel.is_default()).then(|| format!("parallel = {}", parallel.word())));
        parameters.extend(hypothetical.then(|| "hypothetical".to_owned()));
        let list = self.argument_list();
        Statement::new(format!("{create} aggregate {name} ({list}) (\n  {}\n)", parameters.join(",\n  ")))
    }
}

impl State {
    fn rename(&mut self, renaming: &Renaming) {
        let State { sfunc, stype, sspace: _, finalfunc, finalfunc_extra: _, finalfunc_modify: _, initcond: _ } = self;
        [sfunc].into_iter().chain(finalfunc).for_each(|name| renaming.routine(name));
        renaming.type_name(stype);
    }
}

impl Define for Aggregate {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Aggregate, &self.name, &Ident::new(self.signature()))
    }

    fn rename(&mut self, renaming: &Renaming) {
        let Aggregate {
            name,
            arguments,
            order_by,
            hypothetical: _,
            state,
            combinefunc,
            serialfunc,
            deserialfunc,
            moving,
            sortop,
            parallel: _,
        } = self;
        arguments.iter_mut().chain(order_by.iter_mut().flatten()).for_each(|argument| argument.rename(renaming));
        state.rename(renaming);
        let functions = combinefunc.iter_mut().chain(serialfunc).chain(deserialfunc);
        functions.for_each(|name| renaming.routine(name));
        if let Some(Moving { state, inverse }) = moving.as_deref_mut() {
            state.rename(renaming);
            renaming.routine(inverse);
        }
        sortop.iter_mut().chain([name]).for_each(|name| renaming.place(name));
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        let moving = self.moving.as_ref();
        for state in std::iter::once(&self.state).chain(moving.map(|moving| &moving.state)) {
            needs.of_type(&state.stype);
            state.functions().for_each(|function| needs.function(function));
        }
        let inverse = moving.map(|moving| &moving.inverse);
        let others = [&self.combinefunc, &self.serialfunc, &self.deserialfunc];
        others.into_iter().flatten().chain(inverse).for_each(|function| needs.function(function));
        if let Some(operator) = &self.sortop {
            needs.operator(operator);
        }
        for argument in self.all_arguments() {
            needs.of_type(&argument.data_type);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![self.definition("create")]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop aggregate {} ({})", self.name, self.argument_list()))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        // CREATE OR REPLACE changes neither the kind, the result nor the names of arguments.
        let fixed = |own: &Aggregate| {
            (own.argument_list(), own.hypothetical, own.state.stype.clone(), own.state.finalfunc.clone())
        };
        if fixed(self) != fixed(to) {
            return Alter::Replace;
        }
        Alter::InPlace(vec![to.definition("create or replace")])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Arguments", self.argument_list()),
            ("State", self.state.stype.to_string()),
            ("For each row", self.state.sfunc.to_string()),
            ("At the end", self.state.finalfunc.as_ref().map_or_else(String::new, Name::to_string)),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Aggregate {
            name,
            arguments,
            order_by,
            hypothetical,
            state,
            combinefunc,
            serialfunc,
            deserialfunc,
            moving,
            sortop,
            parallel,
        } = self;
        let mut map = emit::Map::of("aggregate", out.name(name));
        map.slot("comment");
        map.set_if("arguments", (!arguments.is_empty()).then(|| written_arguments(arguments, out)));
        map.set_if("order_by", order_by.as_ref().map(|arguments| written_arguments(arguments, out)));
        map.flag("hypothetical", *hypothetical);
        state.write(&mut map, out);
        for (key, function) in
            [("combinefunc", combinefunc), ("serialfunc", serialfunc), ("deserialfunc", deserialfunc)]
        {
            map.set_if(key, function.as_ref().map(|function| out.name(function)));
        }
        map.set_if(
            "moving",
            moving.as_deref().map(|Moving { state, inverse }| {
                let mut map = emit::Map::default();
                state.write(&mut map, out);
                map.set("inverse", out.name(inverse));
                map
            }),
        );
        map.set_if("sortop", sortop.as_ref().map(written_operator));
        map.set_if("parallel", (!parallel.is_default()).then(|| parallel.word()));
        out.document(self.id(), map);
    }
}

/// An operator, without its schema if that is the system's.
fn written_operator(operator: &Name) -> emit::Value {
    if operator.schema.as_str() == "pg_catalog" {
        operator.name.as_str().into()
    } else {
        name::operator(operator).into()
    }
}
