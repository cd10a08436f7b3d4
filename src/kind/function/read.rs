//! Functions and procedures out of YAML.

use super::super::default;
use super::super::scope::Scope;
use super::{Argument, Body, Function, Mode, PARALLEL, Padding, Returns, Settings, Volatility};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::Define;
use crate::name::Ident;
use crate::sql::Sql;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, Node, Value};

/// Reads a `function:` or `procedure:` document. `file` finds the text of a `body_file`.
pub fn read<'y>(map: &Map<'y>, procedure: bool, scope: &Scope<'y>, file: &dyn Fn(&Node) -> Option<String>) {
    let name = map.required(if procedure { "procedure" } else { "function" }).and_then(|node| scope.name(node));
    let arguments = map.get("arguments").map_or_else(|| Some(Vec::new()), |node| read_arguments(node, scope));
    let has_out = arguments.as_ref().is_some_and(|a| a.iter().any(|a| matches!(a.mode, Mode::Out | Mode::Inout)));
    let returns_node = if procedure || has_out { map.get("returns") } else { map.required("returns") };
    let returns = returns_node.and_then(|node| read_returns(node, scope));
    if let (Some(node), true) = (returns_node, procedure) {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, node.span, "a procedure returns nothing")
                .help("remove `returns`, or use `out` arguments"),
        );
    }
    let language = map.required("language").and_then(|node| scope.ident(node));
    let security = map.choice("security", &[("invoker", false), ("definer", true)]).unwrap_or(false);
    let set = read_settings(map, language.as_ref(), scope);
    let (body_node, body, padding) = read_body(map, language.as_ref(), scope, file);
    let number = |key: &'static str| {
        map.get(key).and_then(|node| scope.reader.text(node).map(|text| (node, text))).and_then(|(node, text)| {
            if text.parse::<f32>().is_ok_and(|value| value > 0.0 && value.is_finite()) {
                return super::number(text);
            }
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, node.span, format!("`{key}` has to be a positive number"))
                    .help("write a number, or remove the key"),
            );
            None
        })
    };
    let (cost, rows) = (number("cost"), number("rows"));
    let support = map.get("support").and_then(|node| scope.name(node));
    let transform: Vec<TypeName> = map.items("transform").iter().filter_map(|node| scope.type_name(node)).collect();
    let volatility = map
        .choice(
            "volatility",
            &[("volatile", Volatility::Volatile), ("stable", Volatility::Stable), ("immutable", Volatility::Immutable)],
        )
        .unwrap_or_default();
    let parallel = map.choice("parallel", PARALLEL).unwrap_or_default();
    let (strict, leakproof, window) = (map.flag("strict"), map.flag("leakproof"), map.flag("window"));
    let (Some(name), Some(arguments), Some(language), Some(body)) = (name, arguments, language, body) else { return };
    if returns.is_none() && !procedure && !has_out {
        return;
    }
    let function = Function {
        name,
        procedure,
        arguments,
        returns,
        language,
        volatility,
        strict,
        leakproof,
        security_definer: security,
        parallel,
        cost,
        rows,
        support,
        window,
        transform,
        set,
        padding,
        body,
    }
    .normalised();
    let id = function.id();
    // Nothing is a body to Postgres, and no statement.
    let body_node = body_node.filter(|_| function.body != Body::Text(String::new()));
    scope.define(function, map.span(), &[("body", body_node)]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

/// The type of an argument or a result, of which Postgres forgets the modifiers.
pub fn bare(scope: &Scope, node: &Node) -> Option<TypeName> {
    scope.type_name(node).map(|name| name.without_modifiers())
}

/// Arguments by name, or as a list.
pub fn read_arguments(node: &Node, scope: &Scope) -> Option<Vec<Argument>> {
    let read = |name: Option<Ident>, node: &Node| -> Option<Argument> {
        if let Value::Scalar(_) = node.value {
            return Some(Argument { name, data_type: bare(scope, node)?, mode: Mode::In, default: None });
        }
        let map = scope.reader.map(node, "an argument")?;
        let name = name.or_else(|| map.get("name").and_then(|node| scope.ident(node)));
        let data_type = map.required("type").and_then(|node| bare(scope, node));
        let mode = map
            .choice(
                "mode",
                &[("in", Mode::In), ("out", Mode::Out), ("inout", Mode::Inout), ("variadic", Mode::Variadic)],
            )
            .unwrap_or_default();
        let default = map.entry("default").and_then(|entry| default::read(&entry.value, data_type.as_ref(), scope));
        map.finish();
        Some(Argument { name, data_type: data_type?, mode, default })
    };
    match &node.value {
        Value::Map(entries) => {
            entries.iter().map(|entry| read(Some(scope.key(&entry.key, entry.key_span)), &entry.value)).collect()
        }
        Value::List(items) => items.iter().map(|item| read(None, item)).collect(),
        Value::Scalar(_) => {
            scope.reader.map(node, "`arguments`");
            None
        }
    }
}

fn read_returns(node: &Node, scope: &Scope) -> Option<Returns> {
    if let Value::Scalar(_) = node.value {
        return bare(scope, node).map(Returns::Type);
    }
    let map = scope.reader.map(node, "`returns`")?;
    let returns = if let Some(node) = map.get("setof") {
        bare(scope, node).map(Returns::Setof)
    } else {
        let columns = map.required("table").map_or(&[] as &[_], |node| scope.reader.entries(node));
        let columns: Option<Vec<_>> = columns
            .iter()
            .map(|entry| Some((scope.key(&entry.key, entry.key_span), bare(scope, &entry.value)?)))
            .collect();
        columns.filter(|columns| !columns.is_empty()).map(Returns::Table)
    };
    map.get("setof");
    map.get("table");
    map.finish();
    returns
}

/// `set`, with the search path pinned unless it says otherwise: a function that looks names up on its caller's path can be hijacked.
fn read_settings(map: &Map, language: Option<&Ident>, scope: &Scope) -> Settings {
    let mut set = Settings::default();
    let is_path = |key: &str| key.eq_ignore_ascii_case("search_path");
    if language.is_some_and(|language| !matches!(language.as_str(), "c" | "internal"))
        && !map.entries("set").iter().any(|entry| is_path(&entry.key))
    {
        set.set("search_path", "");
    }
    for entry in map.entries("set") {
        // `search_path: null` leaves the path to the caller, which a reader then sees.
        if is_path(&entry.key) && entry.value.is_null() {
            continue;
        }
        if let Some(value) = read_setting(entry, scope) {
            set.set(&entry.key, &value);
        }
    }
    set
}

/// The value of a setting; what cannot be the name of one is reported.
pub fn read_setting(entry: &Entry, scope: &Scope) -> Option<String> {
    let known = !entry.key.is_empty() && entry.key.chars().all(|c| c.is_alphanumeric() || "_.$".contains(c));
    if !known {
        scope.reader.report(
            Diagnostic::error(code::BAD_NAME, entry.key_span, format!("`{}` is no setting", entry.key))
                .help("write a setting like `search_path`"),
        );
        return None;
    }
    let items = scope.reader.items(&entry.value).iter();
    let items: Vec<&str> = items.filter_map(|node| scope.reader.text(node)).collect();
    Some(items.join(", "))
}

/// What a document says the body is: the value to point at, the body, and what stands around it.
type Written<'y> = (Option<&'y Node>, Option<Body>, Padding);

fn read_body<'y>(
    map: &Map<'y>,
    language: Option<&Ident>,
    scope: &Scope<'y>,
    file: &dyn Fn(&Node) -> Option<String>,
) -> Written<'y> {
    let (inline, beside, object) = (map.get("body"), map.get("body_file"), map.get("object_file"));
    let (atomic, symbol) = (map.flag("atomic"), map.text("symbol"));
    let padding = map.get("padding").map(|node| (node, read_padding(node, scope)));
    let internal = language.is_some_and(|language| language.as_str() == "internal");
    if let Some((node, _)) = padding
        && (atomic || internal || object.is_some())
    {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, node.span, "the body of this function stands between no quotes")
                .help("remove `padding`"),
        );
    }
    let given: Vec<&Node> = [inline, beside, object].into_iter().flatten().collect();
    match given.as_slice() {
        [] => {
            map.required("body");
            (None, None, Padding::default())
        }
        [_] => {
            if let Some(node) = object {
                let body = scope
                    .reader
                    .text(node)
                    .map(|text| Body::Object { file: text.to_owned(), symbol: symbol.unwrap_or_default() });
                return (Some(node), body, Padding::default());
            }
            let text = match (inline, beside) {
                // Without text there is still the blank space.
                (Some(node), _) if padding.is_some() => scope.reader.text(node).map(str::to_owned),
                (Some(node), _) => scope.sql(node).and_then(|_| scope.reader.text(node)).map(str::to_owned),
                (None, Some(node)) => file(node).map(|text| text.replace("\r\n", "\n")),
                (None, None) => None,
            };
            let Some(text) = text else { return (inline, None, Padding::default()) };
            // Blank space before the first line belongs to the body, as it does in a file.
            let text = format!("\n{text}");
            let (_, text) = Padding::of(&text);
            if atomic {
                return (inline, Some(Body::Atomic(Sql::new(text))), Padding::default());
            }
            if internal {
                return (inline, Some(Body::Text(text.trim().to_owned())), Padding::default());
            }
            // What is blank in the text belongs to the padding.
            let source = padding.map_or_else(Padding::default, |(_, padding)| padding).around(text);
            let (padding, text) = Padding::of(&source);
            (inline, Some(Body::Text(text.to_owned())), padding)
        }
        [first, second, ..] => {
            scope.reader.report(
                Diagnostic::error(code::CONFLICTING_KEYS, second.span, "the function has two bodies")
                    .also(first.span, "the first is here")
                    .help("keep one of `body`, `body_file` and `object_file`"),
            );
            (None, None, Padding::default())
        }
    }
}

/// One text for both sides, or `before` and `after`.
fn read_padding(node: &Node, scope: &Scope) -> Padding {
    let blank = |node: &Node| {
        let text = scope.reader.text(node)?;
        if text.trim().is_empty() {
            return Some(text.to_owned());
        }
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, "padding is blank space only")
                .help("move the text into `body`, or write blank space in double quotes: `\" \"`"),
        );
        None
    };
    if let Value::Scalar(_) = node.value {
        return blank(node).map_or_else(Padding::default, |text| Padding { before: text.clone(), after: text });
    }
    let mut padding = Padding::default();
    let Some(map) = scope.reader.map(node, "`padding`") else { return padding };
    if let Some(before) = map.get("before").and_then(blank) {
        padding.before = before;
    }
    if let Some(after) = map.get("after").and_then(blank) {
        padding.after = after;
    }
    map.finish();
    padding
}
