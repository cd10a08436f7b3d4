//! The default of a column.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{Form, Sql};
use crate::step::Statement;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Scalar, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Default {
    pub table: Name,
    pub column: Ident,
    pub expression: Sql,
}

/// Values that SQL writes without parentheses.
const KEYWORD_VALUES: &[&str] = &[
    "current_timestamp",
    "current_date",
    "current_time",
    "localtime",
    "localtimestamp",
    "current_user",
    "session_user",
    "current_role",
    "user",
    "current_catalog",
    "current_schema",
];

/// Reads a default. A YAML number, boolean, list or map is a literal; a string is SQL if it is a call, a keyword value, starts with `'` or `(`,
/// or holds `::`.
pub fn read(node: &Node, data_type: Option<&TypeName>, scope: &Scope) -> Option<Sql> {
    if let Value::Map(entries) = &node.value
        && let [only] = entries.as_slice()
    {
        match only.key.as_str() {
            "sql" => return scope.sql(&only.value),
            "literal" => return literal(&only.value, data_type, scope).map(Sql::new),
            _ => {}
        }
    }
    match &node.value {
        Value::Scalar(scalar) if is_sql(scalar, data_type) => scope.sql(node),
        _ => literal(node, data_type, scope).map(Sql::new),
    }
}

/// The SQL of a default, where it is not a literal.
pub fn sql_of<'y>(node: &'y Node, data_type: Option<&TypeName>) -> Option<&'y Node> {
    match &node.value {
        Value::Map(entries) => {
            entries.first().filter(|only| only.key == "sql" && entries.len() == 1).map(|only| &only.value)
        }
        Value::Scalar(scalar) => is_sql(scalar, data_type).then_some(node),
        Value::List(_) => None,
    }
}

fn is_sql(scalar: &Scalar, data_type: Option<&TypeName>) -> bool {
    let text = scalar.text.trim();
    if scalar.as_bool().is_some() || scalar.is_number() {
        return false;
    }
    // What no literal of the type can be is a call that is not closed.
    let only_call = data_type.is_some_and(|t| NUMBERS.iter().chain(NO_PARENTHESES).any(|name| t.is(name)));
    let call = (only_call || text.ends_with(')'))
        && text.split_once('(').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.\"".contains(c))
        });
    let array = data_type.is_some_and(|t| t.dimensions > 0) && text.to_lowercase().starts_with("array[");
    call || array
        || text.starts_with(['\'', '('])
        || text.starts_with("E'")
        || text.contains("::")
        || KEYWORD_VALUES.contains(&text.to_lowercase().as_str())
}

/// Reports a default that is a literal and none of the values the column may have. `items` are the values as they were written.
pub fn one_of(map: &Map, table: &Name, column: &Ident, items: &[Node], values: &[String], scope: &Scope) {
    let id = Id::of(Kind::Default, table, column);
    let defined = scope.defined.borrow();
    let (Some((Object::Default(default), _, _)), Some(node)) = (defined.objects.get(&id), map.get("default")) else {
        return;
    };
    let Value::Scalar(scalar) = &node.value else { return };
    if name::literal(&scalar.text) != default.expression.as_str()
        || values.iter().any(|value| value == default.expression.as_str())
    {
        return;
    }
    let words: Vec<&str> = items
        .iter()
        .filter_map(|item| if let Value::Scalar(scalar) = &item.value { Some(scalar.text.as_str()) } else { None })
        .collect();
    scope.reader.report(not_one_of(node, &scalar.text, &words));
}

/// A literal is not among the values that its column can hold.
#[must_use]
pub fn not_one_of(node: &Node, written: &str, values: &[&str]) -> Diagnostic {
    let list = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    let diagnostic =
        Diagnostic::error(code::BAD_DEFAULT, node.span, format!("the column cannot hold its default `{written}`"))
            .note(format!("expected one of {list}"));
    match nearest(written, values.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
        None => diagnostic.help("write one of those, or add the value to them"),
    }
}

/// Types whose literals are numbers.
const NUMBERS: &[&str] = &["smallint", "integer", "bigint", "numeric", "real", "double precision", "oid", "money"];

/// Types beside those whose literals hold no parenthesis.
const NO_PARENTHESES: &[&str] =
    &["boolean", "uuid", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "inet", "cidr"];

/// A YAML value as an SQL literal of the type; what does not fit is reported.
pub fn literal(node: &Node, data_type: Option<&TypeName>, scope: &Scope) -> Option<String> {
    let wrong = |expected: &str| {
        let shown = data_type.map_or_else(String::new, |t| format!(" of type `{t}`"));
        scope.reader.report(
            Diagnostic::error(code::BAD_DEFAULT, node.span, format!("{} does not fit a value{shown}", node.what()))
                .note(format!("expected {expected}"))
                .help("write a literal of that type, or SQL as `{ sql: … }`"),
        );
        None
    };
    let Some(data_type) = data_type.filter(|data_type| !data_type.is_unknown()) else { return plain(node) };
    let json = data_type.is("json") || data_type.is("jsonb");
    match &node.value {
        _ if json && !node.is_null() => Some(name::literal(&json_text(node))),
        Value::List(items) if data_type.dimensions > 0 => {
            let element = TypeName { dimensions: data_type.dimensions - 1, ..data_type.clone() };
            let items: Option<Vec<String>> = items.iter().map(|item| literal(item, Some(&element), scope)).collect();
            let items = items?;
            // An empty ARRAY[] has no type; the cast gives every array one.
            Some(if items.is_empty() {
                "'{}'".to_owned()
            } else {
                format!("array[{}]::{}", items.join(", "), TypeName { modifiers: Vec::new(), ..data_type.clone() })
            })
        }
        Value::Map(_) => wrong("a single value"),
        Value::List(_) => wrong("a single value, as the type is no array"),
        Value::Scalar(scalar) if scalar.is_null() => Some("null".to_owned()),
        Value::Scalar(scalar) => {
            let text = scalar.text.as_str();
            if data_type.dimensions > 0 {
                return if text.starts_with('{') { Some(name::literal(text)) } else { wrong("a list") };
            }
            if data_type.is("boolean") {
                return scope.reader.boolean(node).map(|value| value.to_string());
            }
            if data_type.built_in && NUMBERS.contains(&data_type.name.as_str()) {
                let whole = matches!(data_type.name.as_str(), "smallint" | "integer" | "bigint");
                let fits = match data_type.name.as_str() {
                    "smallint" => text.parse::<i16>().is_ok(),
                    "integer" => text.parse::<i32>().is_ok(),
                    "bigint" => text.parse::<i64>().is_ok(),
                    _ => text.parse::<f64>().is_ok(),
                };
                return if fits {
                    Some(if text.parse::<f64>().is_ok_and(f64::is_finite) {
                        text.to_owned()
                    } else {
                        name::literal(text)
                    })
                } else {
                    wrong(if whole { "a whole number in the range of the type" } else { "a number" })
                };
            }
            if data_type.is("uuid") && !is_uuid(text) {
                return wrong("a uuid like `00000000-0000-0000-0000-000000000000`");
            }
            Some(name::literal(text))
        }
    }
}

/// A literal for a type that is not known: as YAML sees it.
fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_null() => Some("null".to_owned()),
        Value::Scalar(scalar) if scalar.as_bool().is_some() || scalar.is_number() => Some(scalar.text.clone()),
        Value::Scalar(scalar) => Some(name::literal(&scalar.text)),
        Value::List(_) | Value::Map(_) => Some(name::literal(&json_text(node))),
    }
}

fn is_uuid(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    digits.len() == 32 && digits.chars().all(|c| c.is_ascii_hexdigit())
}

/// A YAML value as JSON text; numbers stay as they are written.
#[must_use]
pub fn json_text(node: &Node) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    match &node.value {
        Value::Scalar(scalar) if scalar.is_null() => "null".to_owned(),
        Value::Scalar(scalar) => match scalar.as_bool() {
            Some(value) => value.to_string(),
            None if scalar.is_number() && serde_json::from_str::<serde_json::Number>(&scalar.text).is_ok() => {
                scalar.text.clone()
            }
            None => quoted(&scalar.text),
        },
        Value::List(items) => format!("[{}]", items.iter().map(json_text).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => format!(
            "{{{}}}",
            entries
                .iter()
                .map(|e| format!("{}: {}", quoted(&e.key), json_text(&e.value)))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

impl Define for Default {
    const PRINTED: &'static [&'static str] = &["expression"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Default, &self.table, &self.column)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::of(Kind::Column, &self.table, &self.column))
    }

    fn embeds(&self) -> bool {
        true
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.expression(Some(&self.table), &mut self.expression);
        renaming.column(&self.table, &mut self.column);
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.column(&self.table, &self.column);
        needs.sql(&self.expression, Form::Expression);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!(
            "alter table {} alter column {} set default {}",
            self.table, self.column, self.expression
        ))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("alter table {} alter column {} drop default", self.table, self.column))]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Default", self.expression.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let column = Id::of(Kind::Column, &self.table, &self.column);
        let data_type = out
            .get(&column)
            .and_then(|object| if let Object::Column(column) = object { Some(&column.data_type) } else { None });
        let value = written(&self.expression, data_type, out);
        out.key(self.id(), column, "default", value);
    }
}

/// A default as YAML: a literal or plain SQL where that is read as the same, else `{ sql: … }`.
#[must_use]
pub fn written(sql: &Sql, data_type: Option<&TypeName>, out: &Written) -> emit::Value {
    let short = literals(sql.as_str()).chain([sql.into()]);
    out.first_read_as(sql, short, |node, scope| read(node, data_type, scope))
        .unwrap_or_else(|| emit::Map::of("sql", sql).into())
}

/// The YAML values that may be read as a literal, null aside, which says that there is no value.
pub fn literals(sql: &str) -> impl Iterator<Item = emit::Value> {
    let text = name::unquoted(sql);
    let json = text.as_deref().and_then(emit::Value::json);
    let (scalar, collection) =
        if matches!(json, Some(emit::Value::List(_) | emit::Value::Map(_))) { (None, json) } else { (json, None) };
    let array = (text.as_deref() == Some("{}")).then(|| emit::Value::List(Vec::new()));
    [
        emit::Value::plain(sql),
        collection,
        array,
        text.map(emit::Value::from),
        scalar.filter(|value| *value != emit::Value::Null),
    ]
    .into_iter()
    .flatten()
}
