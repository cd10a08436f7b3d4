//! A piece of SQL after something that it names has got another name, as Postgres would print it: what was parsed follows the rename.

use std::collections::BTreeMap;

use super::column::Home;
use super::mention::{chain, named_by_string};
use super::token::{Kind, Token, tokens};
use super::{Form, Parsed, parse};
use crate::name::{self, Ident, Name};

/// What names become. Each answer is nothing where the name stays.
pub trait NewNames {
    fn relation(&self, schema: Option<&str>, name: &str) -> Option<Name>;
    fn routine(&self, schema: Option<&str>, name: &str) -> Option<Name>;
    fn data_type(&self, schema: Option<&str>, name: &str) -> Option<Name>;
    fn column(&self, schema: Option<&str>, table: &str, column: &str) -> Option<Ident>;
    /// A value of an enum, in a string of which the type may be known, or at least the table to whose columns it belongs.
    fn label(&self, data_type: Option<(Option<&str>, &str)>, own: Option<&Name>, label: &str) -> Option<String>;
    /// The columns of a relation that is known, as they are called before.
    fn columns(&self, schema: Option<&str>, table: &str) -> Option<Vec<String>>;
}

/// Words that may be columns without quotes, though they are not free for every use.
const USABLE: &[&str] = &["position", "precision", "time", "timestamp", "interval", "numeric", "float", "real", "dec"];

/// The text with its new names; nothing where it stays. `own` is the table whose columns an expression may name.
#[must_use]
pub fn renamed(text: &str, form: Form, own: Option<&Name>, names: &dyn NewNames) -> Option<String> {
    let (tokens, _) = tokens(text);
    let single = form == Form::Expression && !tokens.iter().any(|token| token.is(text, "select"));
    let parsed = if single { None } else { parse(text, form).ok() };
    let mut rewriting = Rewriting { text, own, names, edits: BTreeMap::new() };
    rewriting.strings(&tokens);
    let mut at = 0;
    while at < tokens.len() {
        let length = if tokens[at].is_name() { chain(&tokens[at..]) } else { 1 };
        let field = at > 0 && tokens[at - 1].kind == Kind::Dot;
        if tokens[at].is_name() && !field {
            match &parsed {
                Some(parsed) => rewriting.parsed(parsed, &tokens, at, length),
                None => rewriting.guessed(&tokens, at, length),
            }
        }
        at += length;
    }
    rewriting.finish()
}

/// Whether two texts are the same but for blank space, comments, the case of words, and quotes that say nothing.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let (tokens, unterminated) = tokens(text);
        let token = |token: &Token| {
            if token.is_name() { (Kind::Word, token.name(text)) } else { (token.kind, token.text(text).to_owned()) }
        };
        unterminated.is_none().then(|| tokens.iter().map(token).collect::<Vec<_>>())
    };
    words(one).is_some_and(|found| Some(found) == words(other))
}

struct Rewriting<'a> {
    text: &'a str,
    own: Option<&'a Name>,
    names: &'a dyn NewNames,
    /// By where they start: where they end, and what stands there then.
    edits: BTreeMap<usize, (usize, String)>,
}

/// The schema, if there is one, and the name that the tokens of a dotted name end with.
fn parts(text: &str, chain: &[Token]) -> Vec<String> {
    chain.iter().filter(|token| token.is_name()).map(|token| token.name(text)).collect()
}

fn qualified(parts: &[String]) -> Option<(Option<&str>, &str)> {
    match parts {
        [name] => Some((None, name)),
        [schema, name] => Some((Some(schema), name)),
        _ => None,
    }
}

impl Rewriting<'_> {
    fn edit(&mut self, start: usize, end: usize, new: String) {
        self.edits.insert(start, (end, new));
    }

    /// Puts a new name in the place of one with or without a schema.
    fn put(&mut self, start: usize, end: usize, with_schema: bool, new: Option<Name>) {
        if let Some(new) = new {
            self.edit(start, end, if with_schema { new.to_string() } else { new.name.to_string() });
        }
    }

    /// Names and values of enums in strings.
    fn strings(&mut self, tokens: &[Token]) {
        let text = self.text;
        for mention in named_by_string(text, tokens) {
            if let Some(new) = self.names.relation(mention.schema.as_ref().map(Ident::as_str), mention.name.as_str()) {
                let new = if mention.schema.is_some() { new.to_string() } else { new.name.to_string() };
                self.edit(mention.start, mention.end, name::literal(&new));
            }
        }
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.text(text).starts_with('\'')) {
            let written = token.text(text);
            let label = written.trim_matches('\'').replace("''", "'");
            let cast = tokens.get(at + 1).filter(|next| next.text(text) == "::").and(tokens.get(at + 2..));
            let cast = cast.filter(|rest| rest.first().is_some_and(|first| first.is_name()));
            let data_type = cast.map(|rest| parts(text, &rest[..chain(rest)]));
            let data_type = data_type.as_deref().and_then(qualified);
            if let Some(new) = self.names.label(data_type, self.own, &label) {
                self.edit(token.start, token.end, name::literal(&new));
            }
        }
    }

    /// A name in a text that was understood.
    fn parsed(&mut self, parsed: &Parsed, tokens: &[Token], at: usize, length: usize) {
        let (text, start, end) = (self.text, tokens[at].start, tokens[at + length - 1].end);
        let parts = parts(text, &tokens[at..at + length]);
        let Some((schema, name)) = qualified(&parts) else { return self.column(parsed, &parts, start, end) };
        let mentions = |list: &[super::Mention]| list.iter().any(|mention| mention.start == start);
        let (names, with_schema) = (self.names, schema.is_some());
        if mentions(&parsed.relations) {
            self.put(start, end, with_schema, names.relation(schema, name));
        } else if mentions(&parsed.functions) {
            self.put(start, end, with_schema, names.routine(schema, name));
        } else if mentions(&parsed.types) {
            self.put(start, end, with_schema, names.data_type(schema, name));
        } else if mentions(&parsed.loose) {
            let called = tokens.get(at + length).is_some_and(|next| next.text(text) == "(");
            let relation = names.relation(schema, name);
            let new =
                relation.or_else(|| if called { names.routine(schema, name) } else { names.data_type(schema, name) });
            match new {
                Some(new) => self.put(start, end, with_schema, Some(new)),
                None => self.own_column(&parts, start, end),
            }
        } else {
            self.column(parsed, &parts, start, end);
        }
    }

    /// A name in an expression without queries, or in a text that could not be understood.
    fn guessed(&mut self, tokens: &[Token], at: usize, length: usize) {
        let (text, start, end) = (self.text, tokens[at].start, tokens[at + length - 1].end);
        let parts = parts(text, &tokens[at..at + length]);
        let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let next = tokens.get(at + length);
        let names = self.names;
        if let Some((schema, name)) = qualified(&parts) {
            let with_schema = schema.is_some();
            if before(1).is_some_and(|token| token.text(text) == "::" || token.is(text, "as")) {
                return self.put(start, end, with_schema, names.data_type(schema, name));
            }
            if next.is_some_and(|token| token.text(text) == "(") {
                return self.put(start, end, with_schema, names.routine(schema, name));
            }
        }
        let bare = length == 1 && tokens[at].kind == Kind::Word;
        let word = bare && Ident::new(&parts[0]).to_string().starts_with('"') && !USABLE.contains(&parts[0].as_str());
        let literal = bare && next.is_some_and(|token| token.kind == Kind::String);
        let argument = next.is_some_and(|token| matches!(token.text(text), "=>" | ":="));
        let field =
            next.is_some_and(|token| token.is(text, "from")) && before(2).is_some_and(|t| t.is(text, "extract"));
        if !(word || literal || argument || field) {
            self.own_column(&parts, start, end);
        }
    }

    /// A column of the table that an expression belongs to.
    fn own_column(&mut self, parts: &[String], start: usize, end: usize) {
        let Some(own) = self.own else { return };
        let (schema, table) = (own.schema.as_str(), own.name.as_str());
        let Some((column, before)) = parts.split_last() else { return };
        let new = self.names.column(Some(schema), table, column);
        let row = match before {
            [row] => matches!(row.as_str(), "new" | "old" | "excluded"),
            _ => false,
        };
        let means = match before {
            [] => true,
            [name] => name == table || row,
            [in_schema, name] => in_schema == schema && name == table,
            _ => false,
        };
        let renamed = self.names.relation(Some(schema), table).filter(|_| !before.is_empty() && !row);
        if means && (new.is_some() || renamed.is_some()) {
            let column = new.unwrap_or_else(|| Ident::new(column)).to_string();
            let written = match (before, renamed) {
                ([], _) => column,
                ([name], None) => format!("{}.{column}", Ident::new(name)),
                ([_], Some(table)) => format!("{}.{column}", table.name),
                (_, table) => format!("{}.{column}", table.unwrap_or_else(|| own.clone())),
            };
            self.edit(start, end, written);
        }
    }

    /// A column of a text that was understood.
    fn column(&mut self, parsed: &Parsed, parts: &[String], start: usize, end: usize) {
        let Some(column) = parsed.columns.iter().find(|column| column.start == start) else { return };
        let names = self.names;
        match parsed.home(column, &|schema, table| names.columns(schema, table)) {
            Home::Own => self.own_column(parts, start, end),
            Home::Table { schema, name, alias } => {
                let new = names.column(schema.as_deref(), &name, &column.name);
                // A table without an alias is called by its own name, which may be a new one too.
                let table = names.relation(schema.as_deref(), &name).filter(|_| alias == name);
                let (in_schema, qualifier) = (column.schema.as_deref(), column.qualifier.as_deref());
                if new.is_none() && (table.is_none() || qualifier.is_none()) {
                    return;
                }
                let column = new.unwrap_or_else(|| Ident::new(&column.name));
                let written = match (qualifier, table) {
                    (None, _) => column.to_string(),
                    (Some(_), Some(table)) if in_schema.is_some() => format!("{table}.{column}"),
                    (Some(_), Some(table)) => format!("{}.{column}", table.name),
                    (Some(qualifier), None) => {
                        let schema = in_schema.map_or_else(String::new, |schema| format!("{}.", Ident::new(schema)));
                        format!("{schema}{}.{column}", Ident::new(qualifier))
                    }
                };
                self.edit(start, end, written);
            }
            Home::Unknown => {}
        }
    }

    fn finish(self) -> Option<String> {
        if self.edits.is_empty() {
            return None;
        }
        let (mut out, mut done) = (String::new(), 0);
        for (start, (end, new)) in self.edits {
            if start >= done {
                out.push_str(&self.text[done..start]);
                out.push_str(&new);
                done = end;
            }
        }
        out.push_str(&self.text[done..]);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `app.t` is `core.u`, its column `a` is `b`, the function `app.f` is `app.g`, the type `app.e` is `app.k` with `x` for `y`.
    struct New;

    impl NewNames for New {
        fn relation(&self, schema: Option<&str>, name: &str) -> Option<Name> {
            (matches!(schema, None | Some("app")) && name == "t").then(|| Name::new("core", "u"))
        }

        fn routine(&self, schema: Option<&str>, name: &str) -> Option<Name> {
            (matches!(schema, None | Some("app")) && name == "f").then(|| Name::new("app", "g"))
        }

        fn data_type(&self, schema: Option<&str>, name: &str) -> Option<Name> {
            (matches!(schema, None | Some("app")) && name == "e").then(|| Name::new("app", "k"))
        }

        fn column(&self, _: Option<&str>, table: &str, column: &str) -> Option<Ident> {
            (table == "t" && column == "a").then(|| Ident::new("b"))
        }

        fn label(&self, data_type: Option<(Option<&str>, &str)>, _: Option<&Name>, label: &str) -> Option<String> {
            (data_type.is_none_or(|(_, name)| name == "e") && label == "x").then(|| "y".to_owned())
        }

        fn columns(&self, _: Option<&str>, table: &str) -> Option<Vec<String>> {
            match table {
                "t" => Some(vec!["id".to_owned(), "a".to_owned()]),
                "other" => Some(vec!["id".to_owned(), "z".to_owned()]),
                _ => None,
            }
        }
    }

    fn told(text: &str, form: Form) -> String {
        renamed(text, form, Some(&Name::new("app", "t")), &New).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn expressions_follow() {
        for (before, after) in [
            ("a > 0 and \"a\" < 9", "b > 0 and b < 9"),
            ("app.f(a, a => 1) + f (t.a)", "app.g(b, a => 1) + g (u.b)"),
            ("app.t.a::app.e = 'x'::app.e", "core.u.b::app.k = 'y'::app.k"),
            ("state = 'x' or 'x'::text = name", "state = 'y' or 'x'::text = name"),
            ("nextval('app.t'::regclass)", "nextval('core.u'::regclass)"),
            ("(row).a + ARRAY[a][1] -- a", "(row).a + ARRAY[b][1] -- a"),
            ("new.a is distinct from old.a", "new.b is distinct from old.b"),
            ("A || 'a' || $$a$$", "b || 'a' || $$a$$"),
        ] {
            assert_eq!(told(before, Form::Expression), after);
        }
    }

    #[test]
    fn queries_follow() {
        for (before, after) in [
            ("select a, t.a as a from app.t", "select b, u.b as a from core.u"),
            (
                "select x.a, z from t x join other using (id) where a = 1",
                "select x.b, z from u x join other using (id) where b = 1",
            ),
            ("select a from other a", "select a from other a"),
            ("with t as (select 1 as a) select a from t", "with t as (select 1 as a) select a from t"),
            ("select (select a) from other, app.t", "select (select b) from other, core.u"),
            ("select f(id) from other", "select g(id) from other"),
        ] {
            assert_eq!(told(before, Form::Query), after);
        }
        assert_eq!(
            told("exists (select from other where z = a)", Form::Expression),
            "exists (select from other where z = b)"
        );
    }

    #[test]
    fn blank_space_and_quotes_say_nothing() {
        assert!(same("a  = \"b\" -- no", "A = b"));
        assert!(!same("a = 'B'", "a = 'b'"));
        assert!(!same("a = 'b", "a = 'b"));
    }
}
