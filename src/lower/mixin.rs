//! Mixins: what several tables share, written once and put into each. Tree to tree, before anything is read.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::yaml::cursor::Reader;
use crate::yaml::{Entry, Node, Scalar, Value};

/// A `mixin:` document.
#[derive(Debug)]
pub struct Mixin {
    pub parameters: Vec<(String, Node)>,
    pub body: Vec<Entry>,
}

/// Reads a `mixin:` document.
pub fn read(node: &Node, reader: &Reader) -> Option<(String, Mixin)> {
    let Value::Map(entries) = &node.value else { return None };
    let name = reader.text(node.get("mixin")?)?.to_owned();
    let parameters =
        node.get("parameters").filter(|node| !node.is_null()).map_or(&[] as &[Entry], |node| reader.entries(node));
    let parameters = parameters.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    let body = entries
        .iter()
        .filter(|entry| !matches!(entry.key.as_str(), "mixin" | "parameters" | "comment"))
        .cloned()
        .collect();
    Some((name, Mixin { parameters, body }))
}

/// Puts the mixins that a table names into it. Returns the names that were used.
pub fn expand(table: &mut Node, mixins: &BTreeMap<String, Mixin>, reader: &Reader) -> Vec<String> {
    let name = table
        .get("table")
        .or_else(|| table.get("extends"))
        .and_then(|node| if let Value::Scalar(scalar) = &node.value { Some(scalar.text.clone()) } else { None })
        .unwrap_or_default();
    let bare = name.rsplit('.').next().unwrap_or_default().trim_matches('"').to_owned();
    let Value::Map(entries) = &mut table.value else { return Vec::new() };
    let Some(at) = entries.iter().position(|entry| entry.key == "mixins") else { return Vec::new() };
    let uses = entries.remove(at).value;
    let mut used = Vec::new();
    for item in reader.items(&uses) {
        let (wanted, arguments, span) = match &item.value {
            Value::Scalar(scalar) => (scalar.text.clone(), None, item.span),
            Value::Map(map) if map.len() == 1 => (map[0].key.clone(), Some(&map[0].value), map[0].key_span),
            Value::Map(_) | Value::List(_) => {
                reader.report(
                    Diagnostic::error(
                        code::WRONG_TYPE,
                        item.span,
                        format!("expected the name of a mixin, found {}", item.what()),
                    )
                    .help("write `name`, or `{ name: { parameter: value } }`"),
                );
                continue;
            }
        };
        let Some(mixin) = mixins.get(&wanted) else {
            let diagnostic = Diagnostic::error(code::UNKNOWN_MIXIN, span, format!("no mixin `{wanted}` is declared"));
            reader.report(match nearest(&wanted, mixins.keys().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(span, near),
                None => diagnostic.help("declare it with `mixin:`, or remove it here"),
            });
            continue;
        };
        let mut values = BTreeMap::from([("table".to_owned(), bare.clone())]);
        for (parameter, default) in &mixin.parameters {
            let given = arguments.and_then(|node| node.get(parameter));
            if let Some(text) = reader.text(given.unwrap_or(default)) {
                values.insert(parameter.clone(), text.to_owned());
            }
        }
        for entry in arguments.filter(|node| !node.is_null()).map_or(&[] as &[Entry], |node| reader.entries(node)) {
            if !mixin.parameters.iter().any(|(known, _)| *known == entry.key) {
                let known: Vec<&str> = mixin.parameters.iter().map(|(name, _)| name.as_str()).collect();
                let diagnostic = Diagnostic::error(
                    code::UNKNOWN_KEY,
                    entry.key_span,
                    format!("the mixin `{wanted}` has no parameter `{}`", entry.key),
                );
                reader.report(match nearest(&entry.key, known.iter().copied()) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
                    None => diagnostic.help("remove it, or declare it under `parameters` of the mixin"),
                });
            }
        }
        for entry in &mixin.body {
            merge(entries, Filling { mixin: &wanted, values: &values, reader }.entry(entry), reader);
        }
        used.push(wanted);
    }
    used
}

/// Adds an entry: lists and maps grow, anything else must not be there yet.
fn merge(into: &mut Vec<Entry>, entry: Entry, reader: &Reader) {
    let Some(existing) = into.iter_mut().find(|e| e.key == entry.key) else {
        into.push(entry);
        return;
    };
    match (&mut existing.value.value, entry.value.value) {
        (Value::List(items), Value::List(more)) => items.extend(more),
        (Value::Map(map), Value::Map(more)) => {
            for inner in more {
                match map.iter().find(|e| e.key == inner.key) {
                    Some(own) => reader.report(
                        Diagnostic::error(
                            code::DUPLICATE_KEY,
                            own.key_span,
                            format!("`{}` comes with a mixin, and stands here too", inner.key),
                        )
                        .also(inner.key_span, "the mixin has it here")
                        .help("remove it here, or leave the mixin out"),
                    ),
                    None => map.push(inner),
                }
            }
        }
        (_, _) => reader.report(
            Diagnostic::error(
                code::DUPLICATE_KEY,
                existing.key_span,
                format!("`{}` comes with a mixin, and stands here too", existing.key),
            )
            .also(entry.key_span, "the mixin has it here")
            .help("remove it here, or leave the mixin out"),
        ),
    }
}

/// Puts the values of parameters in the place of `${parameter}`.
struct Filling<'a> {
    mixin: &'a str,
    values: &'a BTreeMap<String, String>,
    reader: &'a Reader,
}

impl Filling<'_> {
    fn entry(&self, entry: &Entry) -> Entry {
        Entry { key: self.text(&entry.key, entry.key_span), key_span: entry.key_span, value: self.node(&entry.value) }
    }

    fn node(&self, node: &Node) -> Node {
        let value = match &node.value {
            Value::Scalar(scalar) => {
                Value::Scalar(Scalar { text: self.text(&scalar.text, node.span), style: scalar.style })
            }
            Value::List(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            Value::Map(entries) => Value::Map(entries.iter().map(|entry| self.entry(entry)).collect()),
        };
        Node { span: node.span, value }
    }

    fn text(&self, text: &str, span: Span) -> String {
        if !text.contains("${") {
            return text.to_owned();
        }
        let filled = self
            .values
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${{{name}}}"), value));
        if let Some((name, _)) = filled.split_once("${").and_then(|(_, rest)| rest.split_once('}')) {
            let diagnostic = Diagnostic::error(
                code::UNKNOWN_KEY,
                span,
                format!("the mixin `{}` has no parameter `{name}`", self.mixin),
            );
            self.reader.report(match nearest(name, self.values.keys().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `${{{near}}}`?")),
                None => diagnostic.help("declare it under `parameters`, or correct the name"),
            });
        }
        filled
    }
}
