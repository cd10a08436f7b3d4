//! Values to YAML text, as a person would write it: a line where it fits, a block where it does not, and quotes wherever a reader of
//! YAML 1.1 or 1.2 could see something else than text. Knows nothing of Postgres.

use std::fmt::Write as _;

use super::{Entry, Node, Scalar, Style};
use crate::source::Span;

/// A line that grows beyond this becomes a block.
const WIDTH: usize = 120;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    /// A number or boolean, by its text: `0.10` stays `0.10`.
    Plain(String),
    /// Text, to the letter.
    Text(String),
    /// Text that is read without blank space at its end.
    Block(String),
    List(Vec<Value>),
    /// A list with an item a line, even if all would fit on one.
    Items(Vec<Value>),
    Map(Map),
}

/// Keys and values, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    /// A slot without a value is not written.
    entries: Vec<(String, Option<Value>)>,
    /// An entry a line, even if all would fit on one.
    open: bool,
    /// The key whose value may stand for the whole map.
    alone: Option<&'static str>,
}

impl Map {
    #[must_use]
    pub fn of(key: &str, value: impl Into<Value>) -> Map {
        Map::default().with(key, value)
    }

    /// A map that is written with an entry a line.
    #[must_use]
    pub fn open() -> Map {
        Map { open: true, ..Map::default() }
    }

    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Map {
        self.set(key, value);
        self
    }

    /// Lets the value of a key stand for the whole map where nothing else is said.
    #[must_use]
    pub fn alone(mut self, key: &'static str) -> Map {
        self.alone = Some(key);
        self
    }

    /// The map, or what may stand for it.
    #[must_use]
    pub fn shortened(self) -> Value {
        let only = (self.iter().count() == 1).then(|| self.iter().next()).flatten();
        let value = only.filter(|(key, _)| self.alone == Some(*key)).map(|(_, value)| value.clone());
        value.unwrap_or(Value::Map(self))
    }

    /// Sets all keys of another map.
    pub fn extend(&mut self, other: Map) {
        for (key, value) in other.entries {
            if let Some(value) = value {
                self.set(&key, value);
            }
        }
    }

    /// Keeps the place for a key that may get its value later.
    pub fn slot(&mut self, key: &str) {
        if !self.entries.iter().any(|(own, _)| own == key) {
            self.entries.push((key.to_owned(), None));
        }
    }

    /// Sets a key, in its slot or at the end.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        *self.place(key) = Some(value.into());
    }

    /// Sets a key if there is something to say.
    pub fn set_if<T: Into<Value>>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    /// Sets a key to `true`, or leaves it out.
    pub fn flag(&mut self, key: &str, value: bool) {
        self.set_if(key, value.then_some(true));
    }

    /// Sets a key to a list, or leaves it out.
    pub fn list<T: Into<Value>>(&mut self, key: &str, items: impl IntoIterator<Item = T>) {
        let items: Vec<Value> = items.into_iter().map(Into::into).collect();
        self.set_if(key, (!items.is_empty()).then_some(Value::List(items)));
    }

    /// The value of a key, null if it had none.
    pub fn value(&mut self, key: &str) -> &mut Value {
        self.place(key).get_or_insert(Value::Null)
    }

    fn place(&mut self, key: &str) -> &mut Option<Value> {
        let at = self.entries.iter().position(|(own, _)| own == key).unwrap_or_else(|| {
            self.entries.push((key.to_owned(), None));
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_ref()?)))
    }

    /// The map as a document.
    #[must_use]
    pub fn document(&self) -> String {
        let mut out = String::new();
        entries(&mut out, self, 0);
        out
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Plain(value.to_string())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Plain(value.to_string())
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Value {
        Value::Map(map)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

impl Value {
    /// The number or boolean that a text is to YAML.
    #[must_use]
    pub fn plain(text: &str) -> Option<Value> {
        let scalar = Scalar { text: text.to_owned(), style: Style::Plain };
        (scalar.is_number() || scalar.as_bool().is_some()).then_some(Value::Plain(scalar.text))
    }

    /// A number or boolean where YAML reads the text as one, else text.
    #[must_use]
    pub fn word(text: &str) -> Value {
        Value::plain(text).unwrap_or_else(|| text.into())
    }

    /// The value of a JSON text; the numbers in it may be spelled in another way.
    #[must_use]
    pub fn json(text: &str) -> Option<Value> {
        Value::of_json(&serde_json::from_str(text).ok()?)
    }

    fn of_json(json: &serde_json::Value) -> Option<Value> {
        Some(match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => (*value).into(),
            serde_json::Value::Number(number) => Value::Plain(number.to_string()),
            serde_json::Value::String(text) => text.as_str().into(),
            serde_json::Value::Array(items) => Value::List(items.iter().map(Value::of_json).collect::<Option<_>>()?),
            serde_json::Value::Object(object) => {
                let mut map = Map::default();
                for (key, value) in object {
                    // YAML looks for the colon after a key for 1024 characters.
                    map.set((key.len() < 100).then_some(key)?, Value::of_json(value)?);
                }
                map.into()
            }
        })
    }

    /// The value as it is read again. Text that needs no quotes may have them or not, depending on where it stands.
    #[must_use]
    pub fn node(&self, span: Span, quoted: bool) -> Node {
        let scalar = |text: &str, style| super::Value::Scalar(Scalar { text: text.to_owned(), style });
        let value = match self {
            Value::Null => scalar("", Style::Plain),
            Value::Plain(text) => scalar(text, Style::Plain),
            Value::Text(text) | Value::Block(text) => {
                scalar(text, if quoted || !is_plain(text, false) { Style::Quoted } else { Style::Plain })
            }
            Value::List(items) | Value::Items(items) => {
                super::Value::List(items.iter().map(|item| item.node(span, quoted)).collect())
            }
            Value::Map(map) => super::Value::Map(
                map.iter()
                    .map(|(key, value)| Entry { key: key.to_owned(), key_span: span, value: value.node(span, quoted) })
                    .collect(),
            ),
        };
        Node { span, value }
    }

    /// Whether the value can be written on several lines.
    fn breaks(&self) -> bool {
        match self {
            Value::List(items) | Value::Items(items) => !items.is_empty(),
            Value::Map(map) => !map.is_empty(),
            Value::Null | Value::Plain(_) | Value::Text(_) | Value::Block(_) => false,
        }
    }

    /// The value on one line, if it is one that belongs there.
    fn line(&self, flow: bool) -> Option<String> {
        match self {
            Value::Null => Some("null".to_owned()),
            Value::Plain(text) => Some(text.clone()),
            Value::Text(text) if block(text, true).is_none() => Some(scalar(text, flow)),
            Value::Block(text) if block(text, false).is_none() => Some(scalar(text, flow)),
            Value::Items(items) if items.is_empty() => Some("[]".to_owned()),
            Value::Text(_) | Value::Block(_) | Value::Items(_) => None,
            Value::List(items) => {
                Some(format!("[{}]", items.iter().map(|item| item.line(true)).collect::<Option<Vec<_>>>()?.join(", ")))
            }
            Value::Map(map) if map.is_empty() => Some("{}".to_owned()),
            Value::Map(map) if map.open => None,
            Value::Map(map) => {
                let entries: Option<Vec<String>> =
                    map.iter().map(|(key, value)| Some(format!("{}: {}", shown(key), value.line(true)?))).collect();
                Some(format!("{{ {} }}", entries?.join(", ")))
            }
        }
    }
}

fn entries(out: &mut String, map: &Map, indent: usize) {
    for (key, value) in map.iter() {
        let _ = write!(out, "{:indent$}{}:", "", shown(key));
        put(out, value, indent, indent + 2);
    }
}

/// Writes a value after the `key:` or `-` that ends what is written so far; `inner` is where its lines stand if it needs several.
fn put(out: &mut String, value: &Value, indent: usize, inner: usize) {
    let used = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
    if let Some(line) = value.line(false).filter(|line| !value.breaks() || used + line.len() < WIDTH) {
        let _ = writeln!(out, " {line}");
        return;
    }
    match value {
        Value::Text(text) => put_block(out, text, true, inner),
        Value::Block(text) => put_block(out, text, false, inner),
        Value::List(items) | Value::Items(items) => {
            let _ = writeln!(out);
            for item in items {
                let _ = write!(out, "{:inner$}-", "");
                put(out, item, inner, inner + 2);
            }
        }
        Value::Map(map) if out.ends_with('-') => {
            // The first key of a map stands on the line of its dash.
            let start = out.len();
            entries(out, map, indent + 2);
            out.replace_range(start..start + indent + 2, " ");
        }
        Value::Map(map) => {
            let _ = writeln!(out);
            entries(out, map, inner);
        }
        Value::Null | Value::Plain(_) => {}
    }
}

fn put_block(out: &mut String, text: &str, exact: bool, indent: usize) {
    let _ = writeln!(out, " {}", block(text, exact).unwrap_or_default());
    for line in text.lines() {
        let indent = if line.is_empty() { 0 } else { indent };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// The mark of a literal block that holds the text, if it has several lines and nothing that needs an escape. One that is not exact may
/// end in blank space more or less.
fn block(text: &str, exact: bool) -> Option<&'static str> {
    let (first, last) = (text.lines().next().unwrap_or_default(), text.lines().next_back().unwrap_or_default());
    let fits = text.contains('\n')
        && !first.trim().is_empty()
        && !last.trim().is_empty()
        && if exact { !text.ends_with("\n\n") } else { text.trim_end() == text }
        && !text.chars().any(|c| c != '\n' && c != '\t' && needs_escape(c));
    let indented = first.starts_with([' ', '\t']);
    fits.then_some(match (exact && !text.ends_with('\n'), indented) {
        (false, false) => "|",
        (false, true) => "|2",
        (true, false) => "|-",
        (true, true) => "|2-",
    })
}

/// Characters that YAML does not print, and those that some readers take for the end of a line or of a file.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A key. The two of the language's own that some would quote are written as everybody writes them.
fn shown(key: &str) -> String {
    if matches!(key, "null" | "on") { key.to_owned() } else { scalar(key, true) }
}

/// Text on one line, in quotes if it needs them.
fn scalar(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    // The kind of quotes that has to escape less; only double ones can escape everything.
    let escaped = text.matches(['"', '\\']).count();
    if escaped > text.matches('\'').count() && !text.chars().any(needs_escape) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if needs_escape(c) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Words that YAML 1.1 or 1.2 reads as a boolean, null, or something else than text.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"];

/// Whether text may stand without quotes: anywhere, or, if not in `flow`, where its line is its own.
fn is_plain(text: &str, flow: bool) -> bool {
    let starts_well = text.starts_with(|c: char| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`.".contains(c));
    let like_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '+')
        && text.chars().all(|c| c.is_ascii_hexdigit() || "+-.:_ oxtzTZ".contains(c));
    starts_well
        && !like_number
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| needs_escape(c) || (flow && ",[]{}:?\"".contains(c)))
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{RngSeed, TestRunner};

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Sources;
    use crate::yaml;

    /// Text of what YAML reads as something else.
    fn text() -> impl Strategy<Value = String> {
        let odd = " \n\t:#-'\"\\{}[],&*!|>%@`?=~./+0129aenoyE\u{e9}\u{6f22}\u{1f980}\r\u{85}\u{a0}\u{2028}\u{feff}\u{7f}\u{1}";
        let odd = prop::collection::vec(prop::sample::select(odd.chars().collect::<Vec<_>>()), 0..10)
            .prop_map(String::from_iter);
        prop_oneof![3 => odd, 1 => "[a-z]{1,40}", 1 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => "(  )?[a-z(]{1,9}( [a-z'=;]{1,9}){9,16}(\n {0,3}[a-z;]{1,9}){0,3}"]
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            prop::sample::select(&["true", "false", "0.10", "-1", "1e5"])
                .prop_map(|text| Value::Plain(text.to_owned())),
            text().prop_map(Value::Text),
            text().prop_map(|text| Value::Block(text.trim_end().to_owned())),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            let items = prop::collection::vec(inner.clone(), 0..5);
            let entries = (prop::collection::vec((text(), inner), 0..5), any::<bool>());
            prop_oneof![
                items.clone().prop_map(Value::List),
                items.prop_map(Value::Items),
                entries.prop_map(|(entries, open)| Value::Map(map(entries, open))),
            ]
        })
    }

    fn map(entries: Vec<(String, Value)>, open: bool) -> Map {
        let mut map = Map { open, ..Map::default() };
        for (key, value) in entries {
            map.set(&key, value);
        }
        map
    }

    fn same(value: &Value, node: &Node) -> bool {
        match (value, &node.value) {
            (Value::Null, _) => node.is_null(),
            (Value::Plain(text), yaml::Value::Scalar(scalar)) => {
                scalar.text == *text && (scalar.is_number() || scalar.as_bool().is_some())
            }
            (Value::Text(_) | Value::Block(_), yaml::Value::Scalar(scalar))
                if scalar.is_null() || scalar.is_number() || scalar.as_bool().is_some() =>
            {
                false
            }
            (Value::Text(text), yaml::Value::Scalar(scalar)) => scalar.text == *text,
            (Value::Block(text), yaml::Value::Scalar(scalar)) => scalar.text.trim_end() == *text,
            (Value::List(items) | Value::Items(items), yaml::Value::List(nodes)) => {
                items.len() == nodes.len() && items.iter().zip(nodes).all(|(item, node)| same(item, node))
            }
            (Value::Map(map), yaml::Value::Map(entries)) => {
                map.iter().count() == entries.len()
                    && map
                        .iter()
                        .zip(entries)
                        .all(|((key, value), entry)| key == entry.key && same(value, &entry.value))
            }
            _ => false,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let config = ProptestConfig {
            cases: 2000,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let documents = prop::collection::vec((text(), value()), 1..4).prop_map(|entries| map(entries, true));
        let outcome = TestRunner::new(config).run(&documents, |map| {
            let text = map.document();
            let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
            let file = sources.add("a.yaml", text.as_str());
            let nodes = yaml::parse(file, &text, &mut out).nodes;
            prop_assert!(out.is_empty() && nodes.len() == 1, "{out:?} in\n{text}");
            prop_assert!(same(&map.clone().into(), &nodes[0]), "{map:?} is written as\n{text}");
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
    }
}
