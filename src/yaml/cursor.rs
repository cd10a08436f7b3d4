//! Typed reading of a YAML tree. A [`Map`] remembers which keys it was asked for, so whatever is left over at
//! [`Map::finish`] is unknown, and the keys it was asked for are the suggestions.

use std::cell::{Cell, RefCell};

use super::{Entry, Node, Style, Value};
use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest};
use crate::source::Span;

/// What people write for a key, from other tools or from SQL.
pub struct Synonym {
    pub written: &'static str,
    /// The key that is meant, where it is known.
    pub meant: &'static str,
    /// What to do where another key alone does not mend it.
    pub help: &'static str,
}

/// Where findings go while reading.
#[derive(Default)]
pub struct Reader {
    out: RefCell<Diagnostics>,
    /// How many errors were reported.
    errors: Cell<usize>,
    synonyms: &'static [Synonym],
    /// Keys that are asked for only where the rest could be read.
    late: &'static [&'static str],
}

impl Reader {
    /// A reader that recognises what people write for a key, and the keys that are asked for only where the rest could be read.
    #[must_use]
    pub fn knowing(synonyms: &'static [Synonym], late: &'static [&'static str]) -> Reader {
        Reader { synonyms, late, ..Reader::default() }
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.errors.set(self.errors.get() + usize::from(diagnostic.severity == Severity::Error));
        self.out.borrow_mut().push(diagnostic);
    }

    /// Keeps a value out of all reports.
    pub fn cover(&self, node: &Node) {
        self.out.borrow_mut().cover(node.span);
    }

    /// All that was reported.
    #[must_use]
    pub fn into_diagnostics(self) -> Diagnostics {
        self.out.into_inner()
    }

    fn expected(node: &Node, expected: &str) -> Diagnostic {
        let found = match &node.value {
            Value::Scalar(scalar) if !node.is_null() && scalar.text.len() <= 40 && !scalar.text.contains('\n') => {
                format!("{} `{}`", node.what().trim_start_matches("a "), scalar.text)
            }
            _ => node.what().to_owned(),
        };
        Diagnostic::error(code::WRONG_TYPE, node.span, format!("expected {expected}, found {found}"))
    }

    /// Any scalar that is not null, as text.
    pub fn text<'a>(&self, node: &'a Node) -> Option<&'a str> {
        match &node.value {
            Value::Scalar(scalar) if !scalar.is_null() => Some(&scalar.text),
            _ => {
                self.report(
                    Self::expected(node, "a string")
                        .help("write the value as text, in quotes if it holds `{`, `[` or `: `"),
                );
                None
            }
        }
    }

    /// A text for people. The line breaks that a block ends in are no part of it; what is in quotes is meant to the letter.
    pub fn prose<'a>(&self, node: &'a Node) -> Option<&'a str> {
        let text = self.text(node)?;
        let exact = matches!(&node.value, Value::Scalar(scalar) if scalar.style == Style::Quoted);
        Some(if exact { text } else { text.trim_end() })
    }

    pub fn boolean(&self, node: &Node) -> Option<bool> {
        if let Value::Scalar(scalar) = &node.value {
            if let Some(value) = scalar.as_bool() {
                return Some(value);
            }
            let (meant, note) = match scalar.text.to_lowercase().as_str() {
                "yes" | "on" | "y" => (Some("true"), "in YAML 1.2 only `true` and `false` are booleans"),
                "no" | "off" | "n" => (Some("false"), "in YAML 1.2 only `true` and `false` are booleans"),
                "true" => (Some("true"), "in quotes it is text"),
                "false" => (Some("false"), "in quotes it is text"),
                _ => (None, ""),
            };
            if let Some(meant) = meant {
                self.report(
                    Self::expected(node, "a boolean")
                        .note(note)
                        .help(format!("write `{meant}`"))
                        .replace(node.span, meant),
                );
                return None;
            }
        }
        self.report(Self::expected(node, "a boolean").help("write `true` or `false`"));
        None
    }

    pub fn integer(&self, node: &Node) -> Option<i64> {
        if let Value::Scalar(scalar) = &node.value
            && scalar.style == Style::Plain
            && let Ok(value) = scalar.text.parse()
        {
            return Some(value);
        }
        self.report(Self::expected(node, "a whole number").help("write digits only, without quotes"));
        None
    }

    /// The items of a list; a single value counts as a list of one.
    #[must_use]
    pub fn items<'a>(&self, node: &'a Node) -> &'a [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Scalar(scalar) if scalar.is_null() => &[],
            Value::Scalar(_) | Value::Map(_) => std::slice::from_ref(node),
        }
    }

    /// The items of what has to be a list.
    pub fn list<'a>(&self, node: &'a Node) -> &'a [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.report(Self::expected(node, "a list").help("write `[a, b]`, or one `- item` a line"));
        &[]
    }

    /// The entries of what has to be a map of names.
    pub fn entries<'a>(&self, node: &'a Node) -> &'a [Entry] {
        if let Value::Map(entries) = &node.value {
            return entries;
        }
        self.report(Self::expected(node, "a map of names").help("write `name: value`, one a line"));
        &[]
    }

    /// One word out of a fixed list.
    pub fn choice<T: Clone>(&self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(value.clone());
        }
        let words = choices.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::error(code::UNKNOWN_WORD, node.span, format!("unknown word `{text}`"))
            .note(format!("expected one of {words}"));
        let folded = text.to_lowercase().replace([' ', '-'], "_");
        self.report(match nearest(&folded, choices.iter().map(|(word, _)| *word)) {
            Some(word) => diagnostic.help(format!("did you mean `{word}`?")).replace(node.span, word),
            None => diagnostic.help("use one of the words above"),
        });
        None
    }

    /// A map to be read key by key. `what` names it in messages: "a column".
    pub fn map<'a>(&'a self, node: &'a Node, what: &'static str) -> Option<Map<'a>> {
        let Value::Map(entries) = &node.value else {
            self.report(
                Self::expected(node, &format!("{what} as a map"))
                    .help("write `key: value`, one a line or as `{ key: value }`"),
            );
            return None;
        };
        let (asked, missing) = (RefCell::default(), RefCell::default());
        Some(Map { reader: self, node, entries, what, asked, missing, errors: self.errors.get() })
    }
}

/// A map under reading.
pub struct Map<'a> {
    pub reader: &'a Reader,
    pub node: &'a Node,
    entries: &'a [Entry],
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    /// Required keys that are not there; the unknown keys may be misspelt ones.
    missing: RefCell<Vec<&'static str>>,
    /// The errors that were reported before it.
    errors: usize,
}

impl<'a> Map<'a> {
    #[must_use]
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// The entry under a key, which counts as known from now on.
    pub fn entry(&self, key: &'static str) -> Option<&'a Entry> {
        self.asked.borrow_mut().push(key);
        self.entries.iter().find(|e| e.key == key)
    }

    /// The value under a key; a key without a value is as good as absent.
    pub fn get(&self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|e| &e.value).filter(|node| !node.is_null())
    }

    /// The value under a key that has to be there; [`Map::finish`] says so if it is not.
    pub fn required(&self, key: &'static str) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            self.missing.borrow_mut().push(key);
        }
        found
    }

    pub fn text(&self, key: &'static str) -> Option<String> {
        self.get(key).and_then(|node| self.reader.text(node)).map(str::to_owned)
    }

    /// A text for people, unless it is empty.
    pub fn prose(&self, key: &'static str) -> Option<String> {
        let text = self.get(key).and_then(|node| self.reader.prose(node));
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A boolean that is `false` when absent.
    pub fn flag(&self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    pub fn flag_or(&self, key: &'static str, default: bool) -> bool {
        self.get(key).and_then(|node| self.reader.boolean(node)).unwrap_or(default)
    }

    pub fn integer(&self, key: &'static str) -> Option<i64> {
        self.get(key).and_then(|node| self.reader.integer(node))
    }

    pub fn choice<T: Clone>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.get(key).and_then(|node| self.reader.choice(node, choices))
    }

    /// The items of a list under a key, none if absent.
    pub fn items(&self, key: &'static str) -> &'a [Node] {
        self.get(key).map_or(&[], |node| self.reader.items(node))
    }

    /// The entries of a map under a key, none if absent.
    pub fn entries(&self, key: &'static str) -> &'a [Entry] {
        self.get(key).map_or(&[], |node| self.reader.entries(node))
    }

    /// Reports every key that nobody asked for, and every required one that is not there.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        let mut missing = self.missing.take();
        let gave_up = !missing.is_empty() || self.reader.errors.get() > self.errors;
        let may_be_known = |key: &str| asked.contains(&key) || gave_up && self.reader.late.contains(&key);
        for entry in self.entries.iter().filter(|entry| !may_be_known(&entry.key)) {
            let (diagnostic, meant) = self.unknown(entry, &asked);
            missing.retain(|key| Some(*key) != meant);
            self.reader.report(diagnostic);
        }
        let span = self.entries.first().map_or(self.node.span, |e| e.key_span);
        for key in missing {
            let diagnostic = Diagnostic::error(code::MISSING_KEY, span, format!("{} lacks `{key}`", self.what));
            self.reader.report(diagnostic.help(format!("add `{key}: …`")));
        }
    }

    /// What to say of a key that nobody asked for, and the key that was meant.
    fn unknown(&self, entry: &Entry, asked: &[&'static str]) -> (Diagnostic, Option<&'static str>) {
        let diagnostic = Diagnostic::error(
            code::UNKNOWN_KEY,
            entry.key_span,
            format!("unknown key `{}` in {}", entry.key, self.what),
        );
        if entry.value.is_null() && entry.key.contains(' ') {
            return (
                diagnostic.note("inside `{ … }` a comma starts a new key").help("put the whole value in quotes"),
                None,
            );
        }
        let synonyms: Vec<&Synonym> =
            self.reader.synonyms.iter().filter(|synonym| asked.contains(&synonym.meant)).collect();
        let candidates = asked.iter().copied().chain(synonyms.iter().map(|synonym| synonym.written));
        let Some(near) = nearest(&entry.key, candidates) else {
            let mut known: Vec<_> = asked.iter().map(|key| format!("`{key}`")).collect();
            known.sort();
            known.dedup();
            return (
                diagnostic
                    .note(format!("known here: {}", known.join(", ")))
                    .help("remove the key, or write one of those"),
                None,
            );
        };
        match synonyms.iter().find(|synonym| synonym.written == near) {
            Some(Synonym { meant, help, .. }) if !help.is_empty() => (diagnostic.help(*help), Some(*meant)),
            Some(Synonym { meant, .. }) => {
                (diagnostic.help(format!("write `{meant}`")).replace(entry.key_span, *meant), Some(*meant))
            }
            None => {
                let meant = asked.iter().copied().find(|key| *key == near);
                (diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near), meant)
            }
        }
    }
}
