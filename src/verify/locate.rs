//! The line of a SQL file that a finding is about. Files are written by machines and edited by people, so the line is the one that says
//! most of what is looked for.

use std::ops::Range;

use crate::kind::Id;
use crate::sql_script;

/// The words that make a line the one: the names of the object, the kind, the attribute and the value.
struct Wanted {
    names: Vec<String>,
    kind: Vec<String>,
    attribute: Vec<String>,
    value: Option<String>,
}

/// Where a file says something of an object, if it mentions it.
pub(super) fn locate(text: &str, id: &Id, attribute: &str, value: Option<&str>) -> Option<Range<usize>> {
    // The last part of a function's path is its argument list.
    let names = id.path.iter().map(|part| part.as_str().to_lowercase());
    let wanted = Wanted {
        names: names.filter(|name| !name.starts_with('(')).collect(),
        kind: id.kind.words().split(' ').map(|word| word.trim_end_matches('s').to_owned()).collect(),
        attribute: words(&attribute.to_lowercase()).map(str::to_owned).collect(),
        // The server adds a cast to a literal.
        value: value.and_then(|value| value.split("::").next()).map(|value| value.trim().to_lowercase()),
    };
    let last = wanted.names.last()?.clone();
    let statements = sql_script::split(text).into_iter().map(|statement| range(text, statement.text));
    let statements = statements.filter(|at| mentions(&text[at.clone()].to_lowercase(), &last));
    let mut statements: Vec<Range<usize>> = statements.collect();
    // A whole comes to be before anything is said of it; of an attribute the last word counts.
    if attribute.is_empty() {
        statements.reverse();
    }
    let statement = best(text, statements.into_iter(), |text| wanted.statement(text))?;
    let mut start = statement.start;
    let lines = text[statement.clone()].split_inclusive('\n').map(|line| {
        start += line.len();
        let indent = line.len() - line.trim_start().len();
        start - line.len() + indent..start - (line.len() - line.trim_end().len())
    });
    // Of lines that say as much as each other the first is the one.
    let lines: Vec<Range<usize>> = lines.filter(|line| !line.is_empty()).collect();
    best(text, lines.into_iter().rev(), |text| wanted.line(text)).or(Some(statement))
}

/// Where a part of a text is in it.
fn range(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

/// The last of those that score most.
fn best(
    text: &str,
    candidates: impl Iterator<Item = Range<usize>>,
    score: impl Fn(&str) -> usize,
) -> Option<Range<usize>> {
    candidates.max_by_key(|at| score(&text[at.clone()].to_lowercase()))
}

impl Wanted {
    /// A statement is known by what it is about.
    fn statement(&self, text: &str) -> usize {
        12 * self.names(text) + 6 * self.kind(text) + 4 * self.value(text) + self.attribute(text)
    }

    /// A line of it is known by what it says.
    fn line(&self, text: &str) -> usize {
        20 * self.value(text) + 8 * self.attribute(text) + 6 * self.names(text) + 3 * self.kind(text)
    }

    fn names(&self, text: &str) -> usize {
        self.names.iter().filter(|name| mentions(text, name)).count()
    }

    fn kind(&self, text: &str) -> usize {
        self.kind.iter().filter(|word| text.contains(word.as_str())).count()
    }

    fn attribute(&self, text: &str) -> usize {
        self.attribute.iter().filter(|word| mentions(text, word)).count()
    }

    fn value(&self, text: &str) -> usize {
        usize::from(self.value.as_ref().is_some_and(|value| text.contains(value.as_str())))
    }
}

/// Whether a text holds a name as a whole word.
fn mentions(text: &str, name: &str) -> bool {
    if words(name).count() == 1 { words(text).any(|word| word == name) } else { text.contains(name) }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use crate::name::Name;

    const SCRIPT: &str = "begin;
create table app.notes (
  id uuid not null,
  body text not null default ''
);
alter table app.notes enable row level security;
create policy own on app.notes for select to app
  using (true);
grant select on app.notes to app;
create index notes_body on app.notes using btree (body);
";

    fn line(id: &Id, attribute: &str, value: Option<&str>) -> Option<&'static str> {
        locate(SCRIPT, id, attribute, value).map(|at| &SCRIPT[at])
    }

    #[test]
    fn the_line_that_says_most_is_found() {
        let notes = Name::new("app", "notes");
        let table = Id::named(Kind::Table, &notes);
        assert_eq!(line(&table, "", None), Some("create table app.notes ("));
        let column = Id::of(Kind::Column, &notes, &"body".into());
        assert_eq!(line(&column, "type", Some("text")), Some("body text not null default ''"));
        let policy = Id::of(Kind::Policy, &notes, &"own".into());
        assert_eq!(line(&policy, "using", Some("true")), Some("using (true)"));
        let grants = Id::satellite(Kind::Grants, &table);
        assert_eq!(line(&grants, "to.app.privileges", Some("[select]")), Some("grant select on app.notes to app"));
        let index = Id::named(Kind::Index, &Name::new("app", "notes_body"));
        assert_eq!(line(&index, "", None), Some("create index notes_body on app.notes using btree (body)"));
        assert_eq!(line(&Id::named(Kind::View, &Name::new("app", "other")), "", None), None);
    }
}
