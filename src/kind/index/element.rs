//! What an index is made of, which exclusion constraints and partition keys are too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parameters::{parameters, parameters_of, written_parameters};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Written};
use crate::kind::column::Collation;
use crate::kind::extension::contents;
use crate::kind::scope::Scope;
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

/// A column or an expression with how it is sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Sql>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opclass: Option<Opclass>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
    /// Where nulls go, if it is not where the order puts them by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls_first: Option<bool>,
}

/// An operator class, with the schema of the extension it comes from and its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opclass {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Ident>,
    pub name: Ident,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

impl Opclass {
    fn read(node: &Node, parameters: BTreeMap<String, String>, scope: &Scope) -> Option<Opclass> {
        let mut parts = scope.parts(scope.reader.text(node)?, node.span)?;
        let name = parts.pop()?;
        let schema = parts.pop().or_else(|| scope.extension_schema(contents::OPCLASSES, name.as_str()));
        Some(Opclass { schema, name, parameters })
    }

    fn sql(&self) -> String {
        let schema = self.schema.as_ref().map_or_else(String::new, |schema| format!("{schema}."));
        let parameters =
            if self.parameters.is_empty() { String::new() } else { format!("({})", parameters(&self.parameters)) };
        format!("{schema}{}{parameters}", self.name)
    }
}

impl Element {
    /// Reads `column`, `column desc nulls last`, or a map.
    pub fn read(node: &Node, scope: &Scope) -> Option<Element> {
        if let Value::Map(_) = node.value {
            let map = scope.reader.map(node, "an index element")?;
            let element = Element::read_map(&map, scope);
            map.finish();
            return element;
        }
        let text = scope.reader.text(node)?;
        // A name may hold spaces, so only the known words at its end are taken off.
        let mut element = Element::default();
        let mut rest = text.trim();
        for (words, first) in [(" nulls first", true), (" nulls last", false)] {
            if let Some(head) = strip_suffix_ignoring_case(rest, words) {
                element.nulls_first = Some(first);
                rest = head;
            }
        }
        if let Some(head) = strip_suffix_ignoring_case(rest, " desc") {
            element.descending = true;
            rest = head;
        } else if let Some(head) = strip_suffix_ignoring_case(rest, " asc") {
            rest = head;
        }
        if rest.contains('(') {
            scope.reader.report(
                Diagnostic::error(
                    code::BAD_VALUE,
                    node.span,
                    format!("`{rest}` is an expression, a column was expected"),
                )
                .help(format!("write `{{ expression: {rest} }}`")),
            );
            return None;
        }
        element.column = Some(scope.key(rest.trim().trim_matches('"'), node.span));
        Some(element.normal())
    }

    pub fn read_map(map: &Map, scope: &Scope) -> Option<Element> {
        let column = map.get("column").and_then(|node| scope.ident(node));
        let expression = map.get("expression").and_then(|node| scope.sql(node));
        let opclass_parameters = parameters_of(map, "opclass_parameters", scope);
        let element = Element {
            collation: map.get("collation").and_then(|node| Collation::read(node, scope)),
            opclass: map.get("opclass").and_then(|node| Opclass::read(node, opclass_parameters, scope)),
            descending: map.choice("order", &[("asc", false), ("desc", true)]).unwrap_or(false),
            nulls_first: map.choice("nulls", &[("first", true), ("last", false)]),
            column,
            expression,
        };
        if element.column.is_some() == element.expression.is_some() {
            scope.reader.report(
                Diagnostic::error(
                    code::CONFLICTING_KEYS,
                    map.span(),
                    "an element is either a `column` or an `expression`",
                )
                .help("write exactly one of the two"),
            );
            return None;
        }
        Some(element.normal())
    }

    /// Drops a NULLS clause that says what the order says already.
    pub(super) fn normal(mut self) -> Element {
        if self.nulls_first == Some(self.descending) {
            self.nulls_first = None;
        }
        self
    }

    #[must_use]
    pub fn sql(&self) -> String {
        let mut sql = match (&self.column, &self.expression) {
            (Some(column), _) => column.to_string(),
            (None, Some(expression)) => format!("({expression})"),
            (None, None) => String::new(),
        };
        if let Some(collation) = &self.collation {
            sql.push_str(&format!(" collate {collation}"));
        }
        if let Some(opclass) = &self.opclass {
            sql.push_str(&format!(" {}", opclass.sql()));
        }
        if self.descending {
            sql.push_str(" desc");
        }
        if let Some(first) = self.nulls_first {
            sql.push_str(if first { " nulls first" } else { " nulls last" });
        }
        sql
    }

    pub fn rename(&mut self, table: &Name, renaming: &Renaming) {
        let Element { column, expression, collation, opclass, descending: _, nulls_first: _ } = self;
        renaming.columns(table, column);
        expression.iter_mut().for_each(|expression| renaming.expression(Some(table), expression));
        renaming.collation(collation.as_mut());
        opclass.iter_mut().filter_map(|opclass| opclass.schema.as_mut()).for_each(|schema| renaming.schema(schema));
    }

    pub fn needs(&self, table: &Name, needs: &mut Needs) {
        needs.collation(self.collation.as_ref());
        if let Some(column) = &self.column {
            needs.column(table, column);
        }
        if let Some(expression) = &self.expression {
            needs.expression(table, expression);
        }
    }

    /// A column in the order that indexes take by themselves.
    #[must_use]
    pub fn of_column(column: &Ident) -> Element {
        Element { column: Some(column.clone()), ..Element::default() }
    }

    /// The element as a map.
    #[must_use]
    pub fn map(&self) -> emit::Map {
        let Element { column, expression, collation, opclass, descending, nulls_first } = self;
        let mut map = emit::Map::default();
        map.set_if("column", column.as_ref());
        map.set_if("expression", expression.as_ref());
        map.set_if("collation", collation.as_ref().map(Collation::written));
        if let Some(Opclass { schema, name, parameters }) = opclass {
            map.set("opclass", document::dotted(schema.iter().chain([name])));
            map.set_if("opclass_parameters", written_parameters(parameters));
        }
        map.set_if("order", descending.then_some("desc"));
        map.set_if("nulls", nulls_first.map(|first| if first { "first" } else { "last" }));
        map
    }

    /// The element as `column desc nulls last` where that says all of it, else as a map.
    #[must_use]
    pub fn written(&self, out: &Written) -> emit::Value {
        let order = if self.descending { " desc" } else { "" };
        let nulls = self.nulls_first.map_or("", |first| if first { " nulls first" } else { " nulls last" });
        let short = self.column.as_ref().map(|column| format!("{}{order}{nulls}", column.as_str()).into());
        out.first_read_as(self, short, Element::read).unwrap_or_else(|| self.map().into())
    }
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(suffix.len())?;
    (text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(suffix)).then(|| text[..at].trim_end())
}
