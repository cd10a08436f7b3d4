//! A function or procedure.

pub mod ambiguous;
mod body;
mod introspect;
mod read;
pub mod setting;
mod write;

use serde::{Deserialize, Serialize};

pub use body::{Body, Padding};
pub use read::{bare, read, read_arguments, read_setting};
pub use setting::Settings;
pub use write::written_arguments;

use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{Form, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    pub name: Name,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub procedure: bool,
    pub arguments: Vec<Argument>,
    /// What it returns; nothing for a procedure, and for a function whose arguments say it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "returns_without_modifiers")]
    pub returns: Option<Returns>,
    pub language: Ident,
    #[serde(default, skip_serializing_if = "Volatility::is_default")]
    pub volatility: Volatility,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strict: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leakproof: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_definer: bool,
    #[serde(default, skip_serializing_if = "Parallel::is_default")]
    pub parallel: Parallel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Name>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub window: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transform: Vec<TypeName>,
    #[serde(default, skip_serializing_if = "Settings::is_empty")]
    pub set: Settings,
    #[serde(default, skip_serializing_if = "Padding::is_default")]
    pub padding: Padding,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Ident>,
    #[serde(rename = "type", deserialize_with = "without_modifiers")]
    pub data_type: TypeName,
    #[serde(default, skip_serializing_if = "Mode::is_default")]
    pub mode: Mode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Sql>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    #[default]
    In,
    Out,
    Inout,
    Variadic,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Returns {
    Type(TypeName),
    Setof(TypeName),
    Table(Vec<(Ident, TypeName)>),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Volatility {
    #[default]
    Volatile,
    Stable,
    Immutable,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parallel {
    #[default]
    Unsafe,
    Restricted,
    Safe,
}

/// As CREATE FUNCTION lists it.
impl std::fmt::Display for Argument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Argument { name, data_type, mode, default } = self;
        f.write_str(mode.word())?;
        if let Some(name) = name {
            write!(f, "{name} ")?;
        }
        write!(f, "{data_type}")?;
        default.as_ref().map_or(Ok(()), |sql| write!(f, " default {sql}"))
    }
}

impl Mode {
    fn is_default(&self) -> bool {
        *self == Mode::In
    }

    fn word(self) -> &'static str {
        match self {
            Mode::In => "",
            Mode::Out => "out ",
            Mode::Inout => "inout ",
            Mode::Variadic => "variadic ",
        }
    }
}

impl Volatility {
    fn is_default(&self) -> bool {
        *self == Volatility::Volatile
    }

    fn word(self) -> &'static str {
        match self {
            Volatility::Volatile => "volatile",
            Volatility::Stable => "stable",
            Volatility::Immutable => "immutable",
        }
    }
}

pub const PARALLEL: &[(&str, Parallel)] =
    &[("unsafe", Parallel::Unsafe), ("restricted", Parallel::Restricted), ("safe", Parallel::Safe)];

impl Parallel {
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Parallel::Unsafe
    }

    /// From the letter in `pg_proc`.
    #[must_use]
    pub fn of(letter: char) -> Parallel {
        match letter {
            's' => Parallel::Safe,
            'r' => Parallel::Restricted,
            _ => Parallel::Unsafe,
        }
    }

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Parallel::Unsafe => "unsafe",
            Parallel::Restricted => "restricted",
            Parallel::Safe => "safe",
        }
    }
}

/// Postgres forgets the modifiers of what a function takes and returns, so a type that a lock holds with them is no other type.
fn without_modifiers<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<TypeName, D::Error> {
    TypeName::deserialize(deserializer).map(|name| name.without_modifiers())
}

fn returns_without_modifiers<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Returns>, D::Error> {
    Ok(Option::<Returns>::deserialize(deserializer)?.map(|returns| match returns {
        Returns::Type(name) => Returns::Type(name.without_modifiers()),
        Returns::Setof(name) => Returns::Setof(name.without_modifiers()),
        Returns::Table(columns) => {
            Returns::Table(columns.into_iter().map(|(column, name)| (column, name.without_modifiers())).collect())
        }
    }))
}

impl Function {
    /// The function without what Postgres takes for granted.
    #[must_use]
    pub fn normalised(self) -> Function {
        let native = matches!(self.language.as_str(), "c" | "internal");
        let set = matches!(self.returns, Some(Returns::Setof(_) | Returns::Table(_)));
        let outs: Vec<&TypeName> =
            self.arguments.iter().filter(|a| matches!(a.mode, Mode::Out | Mode::Inout)).map(|a| &a.data_type).collect();
        let implied = match outs.as_slice() {
            [] => None,
            [only] => Some((*only).clone()),
            [_, _, ..] => Some(TypeName::built_in("record")),
        };
        let body = match self.body {
            Body::Object { file, symbol } if symbol == self.name.name.as_str() => {
                Body::Object { file, symbol: String::new() }
            }
            body @ (Body::Text(_) | Body::Atomic(_) | Body::Object { .. }) => body,
        };
        Function {
            returns: self.returns.filter(|returns| implied.is_none_or(|implied| *returns != Returns::Type(implied))),
            cost: self.cost.filter(|cost| cost != if native { "1" } else { "100" }),
            rows: self.rows.filter(|rows| rows != if set { "1000" } else { "0" }),
            body,
            ..self
        }
    }

    /// The argument list that tells overloads apart, in parentheses.
    #[must_use]
    pub fn signature(&self) -> String {
        // A procedure is called with its OUT arguments, but found without them too, as a function is.
        let input = self.arguments.iter().filter(|a| a.mode != Mode::Out);
        format!("({})", name::list(input.map(|a| a.data_type.without_modifiers())))
    }

    fn word(&self) -> &'static str {
        if self.procedure { "procedure" } else { "function" }
    }

    /// Arguments as CREATE FUNCTION lists them.
    #[must_use]
    pub fn argument_list(&self) -> String {
        name::list(&self.arguments)
    }

    fn result(&self) -> String {
        match &self.returns {
            None => String::new(),
            Some(Returns::Type(name)) => format!("\nreturns {name}"),
            Some(Returns::Setof(name)) => format!("\nreturns setof {name}"),
            Some(Returns::Table(columns)) => format!(
                "\nreturns table ({})",
                name::list(columns.iter().map(|(name, data_type)| format!("{name} {data_type}")))
            ),
        }
    }

    fn attributes(&self) -> String {
        let Function {
            name: _,
            procedure: _,
            arguments: _,
            returns: _,
            language,
            volatility,
            strict,
            leakproof,
            security_definer,
            parallel,
            cost,
            rows,
            support,
            window,
            transform,
            set,
            padding: _,
            body: _,
        } = self;
        let mut clauses = vec![format!("language {language}")];
        if !transform.is_empty() {
            clauses.push(format!("transform {}", name::list(transform.iter().map(|t| format!("for type {t}")))));
        }
        let flags = [
            (*window, "window"),
            (!volatility.is_default(), volatility.word()),
            (*strict, "strict"),
            (*leakproof, "leakproof"),
            (*security_definer, "security definer"),
        ];
        clauses.extend(flags.iter().filter(|(on, _)| *on).map(|(_, word)| (*word).to_owned()));
        if !parallel.is_default() {
            clauses.push(format!("parallel {}", parallel.word()));
        }
        clauses.extend(cost.iter().map(|cost| format!("cost {cost}")));
        clauses.extend(rows.iter().map(|rows| format!("rows {rows}")));
        clauses.extend(support.iter().map(|support| format!("support {support}")));
        clauses.extend(set.clauses());
        clauses.join("\n")
    }

    fn definition(&self) -> String {
        match &self.body {
            // The name of a function in the server, to the letter.
            Body::Text(text) if self.language.as_str() == "internal" => format!("as {}", name::literal(text)),
            Body::Text(text) => format!("as {}", name::dollar_quoted(&self.padding.around(text))),
            Body::Atomic(sql) => sql.to_string(),
            Body::Object { file, symbol } if symbol.is_empty() => format!("as {}", name::literal(file)),
            Body::Object { file, symbol } => format!("as {}, {}", name::literal(file), name::literal(symbol)),
        }
    }

    fn create_or_replace(&self) -> Statement {
        Statement::new(format!(
            "create or replace {} {} ({}){}\n{}\n{}",
            self.word(),
            self.name,
            self.argument_list(),
            self.result(),
            self.attributes(),
            self.definition()
        ))
    }
}

impl Argument {
    pub fn rename(&mut self, renaming: &Renaming) {
        renaming.type_name(&mut self.data_type);
        self.default.iter_mut().for_each(|default| renaming.expression(None, default));
    }
}

impl Define for Function {
    const PRINTED: &'static [&'static str] = &["default", "atomic"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Function, &self.name, &Ident::new(self.signature()))
    }

    fn pins_types(&self) -> bool {
        matches!(self.body, Body::Atomic(_))
    }

    fn computes_otherwise(&self, to: &Self) -> bool {
        let Function {
            name: _,
            procedure: _,
            // Whoever calls it keeps the defaults that it was called with.
            arguments: _,
            returns: _,
            language,
            volatility: _,
            strict,
            leakproof: _,
            security_definer: _,
            parallel: _,
            cost: _,
            rows: _,
            support: _,
            window: _,
            transform,
            set,
            padding: _,
            body,
        } = self;
        (language, strict, transform, set, body) != (&to.language, &to.strict, &to.transform, &to.set, &to.body)
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        renaming.part(&id, &mut self.name.name);
        renaming.place(&mut self.name);
        for argument in &mut self.arguments {
            argument.rename(renaming);
        }
        match &mut self.returns {
            Some(Returns::Type(name) | Returns::Setof(name)) => renaming.type_name(name),
            Some(Returns::Table(columns)) => columns.iter_mut().for_each(|(_, name)| renaming.type_name(name)),
            None => {}
        }
        self.transform.iter_mut().for_each(|name| renaming.type_name(name));
        self.support.iter_mut().for_each(|name| renaming.routine(name));
        match &mut self.body {
            Body::Atomic(sql) => renaming.sql(sql, Form::Statements, None),
            // Postgres reads it anew each time, and so it goes on saying what it said.
            Body::Text(_) | Body::Object { .. } => {}
        }
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        // A language comes with an extension of its name.
        needs.object(Id::global(Kind::Extension, &self.language));
        if let Some(name) = &self.support {
            needs.function(name);
        }
        for argument in &self.arguments {
            needs.of_type(&argument.data_type);
            if let Some(sql) = &argument.default {
                needs.sql(sql, Form::Expression);
            }
        }
        match &self.returns {
            Some(Returns::Type(name) | Returns::Setof(name)) => needs.of_type(name),
            Some(Returns::Table(columns)) => columns.iter().for_each(|(_, name)| needs.of_type(name)),
            None => {}
        }
        match &self.body {
            Body::Atomic(sql) => needs.sql(sql, Form::Statements),
            // Postgres looks into the body of an SQL function when it is created, but keeps nothing of what it finds there.
            Body::Text(text) if self.language.as_str() == "sql" => needs.body(&Sql::new(text), Form::Statements),
            Body::Text(text) => needs.body(&Sql::new(text), Form::Opaque),
            Body::Object { .. } => {}
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let mut create = self.create_or_replace();
        create.sql = create.sql.replacen("create or replace ", "create ", 1);
        vec![create]
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        let arguments = profile.ambiguous.get(&self.id()).cloned().unwrap_or_else(|| self.signature());
        vec![Statement::new(format!("drop {} {}{arguments}", self.word(), self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        // CREATE OR REPLACE changes neither the kind, the result nor the names of arguments, nor takes a default away. Arguments that go
        // out are a part of the result.
        let names = |f: &Function| {
            f.arguments.iter().map(|a| (a.name.clone(), a.mode, a.data_type.clone())).collect::<Vec<_>>()
        };
        let kind = |f: &Function| (f.procedure, f.window);
        let loses_default =
            self.arguments.iter().zip(&to.arguments).any(|(from, to)| from.default.is_some() && to.default.is_none());
        if self.returns != to.returns || names(self) != names(to) || loses_default || kind(self) != kind(to) {
            return Alter::Replace;
        }
        let statement = to.create_or_replace();
        Alter::InPlace(vec![if self.security_definer == to.security_definer {
            statement
        } else {
            statement.hazard(Hazard::AccessWidened)
        }])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let security = if self.security_definer { "definer" } else { "invoker" };
        vec![
            ("Arguments", self.argument_list()),
            ("Returns", self.result().trim().trim_start_matches("returns ").to_owned()),
            ("Language", self.language.as_str().to_owned()),
            ("Security", security.to_owned()),
            ("Volatility", self.volatility.word().to_owned()),
        ]
    }

    fn write(&self, out: &mut Written) {
        write::write(self, out);
    }
}

/// A cost or a number of rows in one spelling, which Postgres keeps with the precision of a `real`.
fn number(text: &str) -> Option<String> {
    text.parse::<f32>().ok().filter(|value| *value >= 0.0 && value.is_finite()).map(|value| value.to_string())
}
