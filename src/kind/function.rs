//! A function or procedure.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use read::read;

use super::{Alter, Define, Id, Kind, Object, default};
use crate::document::Written;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::sql::{Form, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    pub name: Name,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub procedure: bool,
    pub arguments: Vec<Argument>,
    /// What it returns; nothing for a procedure, and for a function whose arguments say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Ident>,
    #[serde(rename = "type")]
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Text between quotes, read by the language when it runs.
    Text(String),
    /// `BEGIN ATOMIC` or `RETURN`: SQL that Postgres parses when the function is created.
    Atomic(Sql),
    /// A symbol in an object file.
    Object { file: String, symbol: String },
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

impl Parallel {
    fn is_default(&self) -> bool {
        *self == Parallel::Unsafe
    }

    fn word(self) -> &'static str {
        match self {
            Parallel::Unsafe => "unsafe",
            Parallel::Restricted => "restricted",
            Parallel::Safe => "safe",
        }
    }
}

impl Function {
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
        name::list(self.arguments.iter().map(|argument| {
            let name = argument.name.as_ref().map_or_else(String::new, |name| format!("{name} "));
            let default = argument.default.as_ref().map_or_else(String::new, |sql| format!(" default {sql}"));
            format!("{}{name}{}{default}", argument.mode.word(), argument.data_type)
        }))
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
        clauses.extend(set.iter().map(|(key, value)| setting(key, value)));
        clauses.join("\n")
    }

    fn definition(&self) -> String {
        match &self.body {
            // The name of a function in the server, to the letter.
            Body::Text(text) if self.language.as_str() == "internal" => format!("as {}", name::literal(text)),
            Body::Text(text) => format!("as {}", name::dollar_quoted(&format!("\n{text}\n"))),
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

/// One SET clause. Lists of names are written as names, so that each is one element.
fn setting(key: &str, value: &str) -> String {
    if key == "search_path" {
        let names: Vec<String> = value
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Ident::new(name.trim_matches('"')).to_string())
            .collect();
        return format!("set search_path = {}", if names.is_empty() { "''".to_owned() } else { names.join(", ") });
    }
    // The second part of a setting of one's own may be any word.
    let key = name::split(key)
        .map_or_else(|_| key.to_owned(), |parts| parts.iter().map(Ident::to_string).collect::<Vec<_>>().join("."));
    format!("set {key} = {}", name::literal(value))
}

impl Define for Function {
    fn id(&self) -> Id {
        Id::of(Kind::Function, &self.name, &Ident::new(self.signature()))
    }

    fn pins_types(&self) -> bool {
        matches!(self.body, Body::Atomic(_))
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
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
            // Postgres looks into the body of an SQL function when it is created, and into others when they run.
            Body::Text(text) if self.language.as_str() == "sql" => needs.sql(&Sql::new(text), Form::Statements),
            Body::Text(text) => needs.late_sql(&Sql::new(text), Form::Opaque),
            Body::Object { .. } => {}
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let mut create = self.create_or_replace();
        create.sql = create.sql.replacen("create or replace ", "create ", 1);
        vec![create]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop {} {}{}", self.word(), self.name, self.signature()))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        // CREATE OR REPLACE changes neither the result, nor the names of arguments, nor takes a default away.
        let names = |f: &Function| f.arguments.iter().map(|a| (a.name.clone(), a.mode)).collect::<Vec<_>>();
        let loses_default =
            self.arguments.iter().zip(&to.arguments).any(|(from, to)| from.default.is_some() && to.default.is_none());
        if self.returns != to.returns || names(self) != names(to) || loses_default || self.procedure != to.procedure {
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
        let Function {
            name,
            procedure: _,
            arguments,
            returns,
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
            body,
        } = self;
        let mut map = emit::Map::of(self.word(), out.name(name));
        map.slot("comment");
        map.set_if("arguments", (!arguments.is_empty()).then(|| written_arguments(arguments, out)));
        map.set_if("returns", returns.as_ref().map(|returns| returns.written(out)));
        map.set("language", language);
        map.set_if("volatility", (!volatility.is_default()).then(|| volatility.word()));
        map.set_if("security", security_definer.then_some("definer"));
        map.flag("strict", *strict);
        map.flag("leakproof", *leakproof);
        map.set_if("parallel", (!parallel.is_default()).then(|| parallel.word()));
        map.set_if("cost", cost.as_deref().map(emit::Value::word));
        map.set_if("rows", rows.as_deref().map(emit::Value::word));
        map.set_if("support", support.as_ref().map(|support| out.name(support)));
        map.flag("window", *window);
        map.list("transform", transform.iter().map(|data_type| out.type_name(data_type)));
        let mut settings = emit::Map::default();
        // Left out, the path of such a function would be pinned.
        if !set.contains_key("search_path") && !matches!(language.as_str(), "c" | "internal") {
            settings.set("search_path", emit::Value::Null);
        }
        for (key, value) in set {
            settings.set(key, value.as_str());
        }
        map.set_if("set", (!settings.is_empty()).then_some(settings));
        match body {
            Body::Text(text) => map.set("body", emit::Value::Block(text.clone())),
            Body::Atomic(sql) => {
                map.set("atomic", true);
                map.set("body", sql);
            }
            Body::Object { file, symbol } => {
                map.set("object_file", file.as_str());
                map.set_if("symbol", (!symbol.is_empty()).then_some(symbol.as_str()));
            }
        }
        out.document(self.id(), map);
    }
}

/// Arguments by name, or as a list where a name is missing or there twice.
fn written_arguments(arguments: &[Argument], out: &Written) -> emit::Value {
    let names: BTreeSet<&Ident> = arguments.iter().filter_map(|argument| argument.name.as_ref()).collect();
    let named = names.len() == arguments.len();
    let attributes = arguments.iter().map(|Argument { name, data_type, mode, default }| {
        let data_type_written = out.type_name(data_type);
        let mut map = emit::Map::default();
        map.set_if("name", name.as_ref().filter(|_| !named));
        map.set("type", data_type_written.clone());
        map.set_if("mode", (!mode.is_default()).then(|| mode.word().trim_end()));
        map.set_if("default", default.as_ref().map(|sql| default::written(sql, Some(data_type), out)));
        let short = mode.is_default() && default.is_none() && (named || name.is_none());
        if short { data_type_written } else { map.into() }
    });
    if !named {
        return attributes.collect();
    }
    let mut map = emit::Map::default();
    for (name, value) in names_of(arguments).zip(attributes) {
        map.set(name.as_str(), value);
    }
    map.into()
}

fn names_of(arguments: &[Argument]) -> impl Iterator<Item = &Ident> {
    arguments.iter().filter_map(|argument| argument.name.as_ref())
}

impl Returns {
    fn written(&self, out: &Written) -> emit::Value {
        match self {
            Returns::Type(name) => out.type_name(name),
            Returns::Setof(name) => emit::Map::of("setof", out.type_name(name)).into(),
            Returns::Table(columns) => {
                let mut map = emit::Map::default();
                for (name, data_type) in columns {
                    map.set(name.as_str(), out.type_name(data_type));
                }
                emit::Map::of("table", map).into()
            }
        }
    }
}
