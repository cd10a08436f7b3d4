//! A function or procedure.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, default};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::sql::{Form, Sql};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;
use crate::yaml::{Node, Value};

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

/// Reads a `function:` or `procedure:` document. `file` finds the text of a `body_file`.
pub fn read<'y>(map: &Map<'y>, procedure: bool, scope: &Scope<'y>, file: &dyn Fn(&Node) -> Option<String>) {
    let name = map.required(if procedure { "procedure" } else { "function" }).and_then(|node| scope.name(node));
    let arguments = map.get("arguments").map_or_else(|| Some(Vec::new()), |node| read_arguments(node, scope));
    let has_out = arguments.as_ref().is_some_and(|a| a.iter().any(|a| matches!(a.mode, Mode::Out | Mode::Inout)));
    let returns_node = if procedure || has_out { map.get("returns") } else { map.required("returns") };
    let returns = returns_node.and_then(|node| read_returns(node, scope));
    if let (Some(node), true) = (returns_node, procedure) {
        scope.reader.report(Diagnostic::error(code::CONFLICTING_KEYS, node.span, "a procedure returns nothing").help("remove `returns`, or use `out` arguments"));
    }
    let language = map.required("language").and_then(|node| scope.ident(node));
    let security = map.choice("security", &[("invoker", false), ("definer", true)]).unwrap_or(false);
    let set = read_settings(map, language.as_ref(), scope);
    let (body_node, body) = read_body(map, scope, file);
    let number = |key: &'static str| map.get(key).and_then(|node| scope.reader.text(node).map(|text| (node, text))).and_then(|(node, text)| {
        if text.parse::<f64>().is_ok_and(|value| value > 0.0 && value.is_finite()) {
            return Some(text.to_owned());
        }
        scope.reader.report(Diagnostic::error(code::BAD_VALUE, node.span, format!("`{key}` has to be a positive number")).help("write a number, or remove the key"));
        None
    });
    let (cost, rows) = (number("cost"), number("rows"));
    let support = map.get("support").and_then(|node| scope.name(node));
    let transform: Vec<TypeName> = map.items("transform").iter().filter_map(|node| scope.type_name(node)).collect();
    let volatility = map.choice("volatility", &[("volatile", Volatility::Volatile), ("stable", Volatility::Stable), ("immutable", Volatility::Immutable)]).unwrap_or_default();
    let parallel = map.choice("parallel", &[("unsafe", Parallel::Unsafe), ("restricted", Parallel::Restricted), ("safe", Parallel::Safe)]).unwrap_or_default();
    let (strict, leakproof, window) = (map.flag("strict"), map.flag("leakproof"), map.flag("window"));
    let (Some(name), Some(arguments), Some(language), Some(body)) = (name, arguments, language, body) else { return };
    if returns.is_none() && !procedure && !has_out {
        return;
    }
    let function = Function { name, procedure, arguments, returns, language, volatility, strict, leakproof, security_definer: security, parallel, cost, rows, support, window, transform, set, body };
    let id = function.id();
    scope.define(function, map.span(), &[("body", body_node)]);
    scope.satellites(map, &id);
    scope.grants(map, &id);
}

fn read_arguments(node: &Node, scope: &Scope) -> Option<Vec<Argument>> {
    let read = |name: Option<Ident>, node: &Node| -> Option<Argument> {
        if let Value::Scalar(_) = node.value {
            return Some(Argument { name, data_type: scope.type_name(node)?, mode: Mode::In, default: None });
        }
        let map = scope.reader.map(node, "an argument")?;
        let name = name.or_else(|| map.get("name").and_then(|node| scope.ident(node)));
        let data_type = map.required("type").and_then(|node| scope.type_name(node));
        let mode = map.choice("mode", &[("in", Mode::In), ("out", Mode::Out), ("inout", Mode::Inout), ("variadic", Mode::Variadic)]).unwrap_or_default();
        let default = map.entry("default").and_then(|entry| default::read(&entry.value, data_type.as_ref(), scope));
        map.finish();
        Some(Argument { name, data_type: data_type?, mode, default })
    };
    match &node.value {
        Value::Map(entries) => entries.iter().map(|entry| read(Some(scope.key(&entry.key, entry.key_span)), &entry.value)).collect(),
        Value::List(items) => items.iter().map(|item| read(None, item)).collect(),
        Value::Scalar(_) => {
            scope.reader.map(node, "`arguments`");
            None
        }
    }
}

fn read_returns(node: &Node, scope: &Scope) -> Option<Returns> {
    if let Value::Scalar(_) = node.value {
        return scope.type_name(node).map(Returns::Type);
    }
    let map = scope.reader.map(node, "`returns`")?;
    let returns = if let Some(node) = map.get("setof") {
        scope.type_name(node).map(Returns::Setof)
    } else {
        let columns = map.required("table").map_or(&[] as &[_], |node| scope.reader.entries(node));
        let columns: Option<Vec<_>> = columns.iter().map(|entry| Some((scope.key(&entry.key, entry.key_span), scope.type_name(&entry.value)?))).collect();
        columns.filter(|columns| !columns.is_empty()).map(Returns::Table)
    };
    map.get("setof");
    map.get("table");
    map.finish();
    returns
}

/// `set`, with the search path pinned unless it says otherwise: a function that looks names up on its caller's path can be hijacked.
fn read_settings(map: &Map, language: Option<&Ident>, scope: &Scope) -> BTreeMap<String, String> {
    let mut set = BTreeMap::new();
    let mut pinned = language.is_some_and(|language| !matches!(language.as_str(), "c" | "internal"));
    for entry in map.entries("set") {
        let known = !entry.key.is_empty() && entry.key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
        if !known {
            scope.reader.report(Diagnostic::error(code::BAD_NAME, entry.key_span, format!("`{}` is no setting", entry.key)).help("write a setting like `search_path`"));
            continue;
        }
        if entry.key == "search_path" {
            pinned = false;
            // `search_path: null` leaves the path to the caller, which a reader then sees.
            if entry.value.is_null() {
                continue;
            }
        }
        let items: Vec<String> = scope.reader.items(&entry.value).iter().filter_map(|node| scope.reader.text(node).map(str::to_owned)).collect();
        set.insert(entry.key.clone(), items.join(", "));
    }
    if pinned {
        set.insert("search_path".to_owned(), String::new());
    }
    set
}

fn read_body<'y>(map: &Map<'y>, scope: &Scope<'y>, file: &dyn Fn(&Node) -> Option<String>) -> (Option<&'y Node>, Option<Body>) {
    let (inline, beside, object) = (map.get("body"), map.get("body_file"), map.get("object_file"));
    let (atomic, symbol) = (map.flag("atomic"), map.text("symbol"));
    let given: Vec<&Node> = [inline, beside, object].into_iter().flatten().collect();
    match given.as_slice() {
        [] => {
            map.required("body");
            (None, None)
        }
        [_] => {
            if let Some(node) = object {
                let body = scope.reader.text(node).map(|text| Body::Object { file: text.to_owned(), symbol: symbol.unwrap_or_default() });
                return (Some(node), body);
            }
            let node = inline.or(beside);
            let text = match (inline, beside) {
                // Blank space before the first line belongs to the body, as it does in a file.
                (Some(node), _) => scope.sql(node).and_then(|_| scope.reader.text(node)).map(str::to_owned),
                (None, Some(node)) => file(node),
                (None, None) => None,
            };
            let body = text.map(|text| {
                let text = text.replace("\r\n", "\n").trim_matches('\n').trim_end().to_owned();
                if atomic { Body::Atomic(Sql::new(text)) } else { Body::Text(text) }
            });
            (node.filter(|_| inline.is_some()), body)
        }
        [first, second, ..] => {
            scope.reader.report(
                Diagnostic::error(code::CONFLICTING_KEYS, second.span, "the function has two bodies").also(first.span, "the first is here").help("keep one of `body`, `body_file` and `object_file`"),
            );
            (None, None)
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
            Some(Returns::Table(columns)) => format!("\nreturns table ({})", name::list(columns.iter().map(|(name, data_type)| format!("{name} {data_type}")))),
        }
    }

    fn attributes(&self) -> String {
        let Function { name: _, procedure: _, arguments: _, returns: _, language, volatility, strict, leakproof, security_definer, parallel, cost, rows, support, window, transform, set, body: _ } = self;
        let mut clauses = vec![format!("language {language}")];
        if !transform.is_empty() {
            clauses.push(format!("transform {}", name::list(transform.iter().map(|t| format!("for type {t}")))));
        }
        let flags = [(*window, "window"), (!volatility.is_default(), volatility.word()), (*strict, "strict"), (*leakproof, "leakproof"), (*security_definer, "security definer")];
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
        Statement::new(format!("create or replace {} {} ({}){}\n{}\n{}", self.word(), self.name, self.argument_list(), self.result(), self.attributes(), self.definition()))
    }
}

/// One SET clause. Lists of names are written as names, so that each is one element.
fn setting(key: &str, value: &str) -> String {
    if key == "search_path" {
        let names: Vec<String> = value.split(',').map(str::trim).filter(|name| !name.is_empty()).map(|name| Ident::new(name.trim_matches('"')).to_string()).collect();
        return format!("set search_path = {}", if names.is_empty() { "''".to_owned() } else { names.join(", ") });
    }
    // The second part of a setting of one's own may be any word.
    let key = name::split(key).map_or_else(|_| key.to_owned(), |parts| parts.iter().map(Ident::to_string).collect::<Vec<_>>().join("."));
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
        let loses_default = self.arguments.iter().zip(&to.arguments).any(|(from, to)| from.default.is_some() && to.default.is_none());
        if self.returns != to.returns || names(self) != names(to) || loses_default || self.procedure != to.procedure {
            return Alter::Replace;
        }
        let statement = to.create_or_replace();
        Alter::InPlace(vec![if self.security_definer == to.security_definer { statement } else { statement.hazard(Hazard::AccessWidened) }])
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
        let Function { name, procedure: _, arguments, returns, language, volatility, strict, leakproof, security_definer, parallel, cost, rows, support, window, transform, set, body } = self;
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
