//! Differences → findings that name the file, the object, the attribute and both values, and where the YAML declares it.

use std::collections::BTreeMap;

use super::declared::Made;
use super::history::History;
use super::locate::locate;
use super::replay::{File, Migration};
use super::seeds::{Row, Wrong};
use crate::code;
use crate::compare::{Difference, What};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::place;
use crate::kind::{Id, Kind};
use crate::lock::{self, Lock};
use crate::lower::Lowered;
use crate::profile::Profile;
use crate::project::Project;
use crate::scratch::ScriptError;
use crate::source::Span;

/// Writes the findings of one project.
pub(super) struct Reporter<'a> {
    profile: &'a Profile,
    lowered: &'a Lowered,
    checksums: BTreeMap<String, &'a str>,
    out: Diagnostics,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(project: &'a Project, lowered: &'a Lowered, lock: &'a Lock) -> Reporter<'a> {
        Reporter { profile: &project.profile, lowered, checksums: lock.checksums(), out: Diagnostics::default() }
    }

    pub(super) fn profile(&self) -> &'a Profile {
        self.profile
    }

    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.out
    }

    /// A migration that the server refuses.
    pub(super) fn fails(&mut self, file: &File, error: &ScriptError) {
        self.refused(file, error, format!("{} cannot be applied: {}", file.path, error.message));
    }

    /// A down migration that the server refuses.
    pub(super) fn undo_fails(&mut self, migration: &Migration, error: &ScriptError) {
        let file = &migration.down;
        let message = format!("{} cannot be applied: {}", file.path, error.message);
        let blamed = if self.is_edited(&migration.up) { &migration.up } else { file };
        self.refused_by(file, error, message, blamed);
    }

    /// A migration that the server refuses after it was undone.
    pub(super) fn again_fails(&mut self, file: &File, error: &ScriptError) {
        let message = format!("{} cannot be applied again after it was undone: {}", file.path, error.message);
        self.refused(file, error, message);
    }

    fn refused(&mut self, file: &File, error: &ScriptError, message: String) {
        self.refused_by(file, error, message, file);
    }

    fn refused_by(&mut self, file: &File, error: &ScriptError, message: String, blamed: &File) {
        let span = line(file, error.line);
        let mut diagnostic = Diagnostic::error(code::MIGRATION_FAILS, span, message);
        diagnostic.notes.extend(error.detail.iter().map(|detail| format!("detail: {detail}")));
        diagnostic.notes.extend(error.hint.iter().map(|hint| format!("hint: {hint}")));
        self.out.push(diagnostic.help(self.help(blamed)));
    }

    /// An object of the YAML that the server refuses to create.
    pub(super) fn undeclarable(&mut self, subject: Option<&Id>, error: &ScriptError) {
        let what = subject.map_or_else(|| "the model".to_owned(), ToString::to_string);
        let span = subject.and_then(|id| place(id, self.lowered));
        let diagnostic =
            Diagnostic::error(code::MIGRATION_FAILS, span, format!("{what} cannot be created: {}", error.message));
        self.out.push(
            diagnostic
                .note(format!("the server refuses: {}", error.statement))
                .help("change the declaration so that the server takes it"),
        );
    }

    /// What the migrations come to is held against what was declared.
    pub(super) fn result(&mut self, declared: &Made, end: &Made, migrations: &[Migration], history: &History) {
        let mut differences = declared.state.differences(&end.state);
        // A role that is no longer declared stays.
        differences.retain(|difference| difference.id.kind != Kind::Role || difference.what != What::Extra);
        for difference in differences {
            let file = history.last(&difference.id, &difference.what);
            let file = file.and_then(|index| migrations.get(index)).map(|migration| &migration.up);
            self.differs(&difference, file.or_else(|| self.suspect(migrations)));
        }
        for (what, only) in [
            (
                "is made by the migrations and was not declared",
                end.state.unmodelled.difference(&declared.state.unmodelled),
            ),
            ("is not made by the migrations", declared.state.unmodelled.difference(&end.state.unmodelled)),
        ] {
            for item in only {
                let file = self.mentioning(migrations, &item.name);
                let message = format!("{} {} {what}{}", item.what, item.name, by(file));
                let span = file.and_then(|file| mention(file, &item.name));
                let mut diagnostic = Diagnostic::error(code::RESULT_DIFFERS, span, message);
                diagnostic.notes.extend(item.why.clone());
                self.out.push(diagnostic.help(self.help_for(file)));
            }
        }
    }

    fn differs(&mut self, difference: &Difference, file: Option<&File>) {
        let Difference { id, what } = difference;
        let (message, attribute, value, notes) = match what {
            What::Missing => (format!("{id} is declared, and not there after the migrations"), "", None, Vec::new()),
            What::Extra => (format!("{id} is made by the migrations, and not declared"), "", None, Vec::new()),
            What::Changed { attribute, expected, found } => {
                let (declared, made) = shortened(expected.as_deref(), found.as_deref());
                let notes =
                    vec![format!("the migrations make it: {made}"), format!("the YAML declares it: {declared}")];
                (format!("`{attribute}` of {id} is not what is declared"), attribute.as_str(), found.as_deref(), notes)
            }
        };
        let message = match file {
            Some(file) => format!("{}: {message}", file.path),
            None => message,
        };
        let span = file.and_then(|file| spot(file, id, attribute, value));
        let declared = place(id, self.lowered);
        let mut diagnostic = Diagnostic::error(code::RESULT_DIFFERS, span.or(declared), message);
        if let (Some(_), Some(declared)) = (span, declared) {
            diagnostic = diagnostic.also(declared, "declared here");
        }
        diagnostic.notes = notes;
        self.out.push(diagnostic.help(self.help_for(file)));
    }

    /// What undoing a migration left otherwise than it was before it.
    pub(super) fn undo_differs(&mut self, migration: &Migration, differences: &[Difference]) {
        for Difference { id, what } in differences {
            let (message, attribute, notes) = match what {
                What::Missing => {
                    (format!("{id} was there before the migration, and is not after it was undone"), "", Vec::new())
                }
                What::Extra => (format!("{id} is still there after the migration was undone"), "", Vec::new()),
                What::Changed { attribute, expected, found } => {
                    let (before, after) = shortened(expected.as_deref(), found.as_deref());
                    let notes =
                        vec![format!("before the migration: {before}"), format!("after it was undone: {after}")];
                    (
                        format!("`{attribute}` of {id} is not what it was before the migration"),
                        attribute.as_str(),
                        notes,
                    )
                }
            };
            let file = &migration.down;
            let span = spot(file, id, attribute, None).or_else(|| line(file, 1));
            let mut diagnostic = Diagnostic::error(code::UNDO_DIFFERS, span, format!("{}: {message}", file.path));
            diagnostic.notes = notes;
            self.out.push(diagnostic.help(self.help(file)));
        }
    }

    /// What a migration made otherwise when it was applied again.
    pub(super) fn again_differs(&mut self, migration: &Migration, differences: &[Difference]) {
        for Difference { id, what } in differences {
            let (words, notes) = match what {
                What::Missing => (format!("{id} is not there"), Vec::new()),
                What::Extra => (format!("{id} is there, which was not at first"), Vec::new()),
                What::Changed { attribute, expected, found } => {
                    let (first, again) = shortened(expected.as_deref(), found.as_deref());
                    let notes = vec![format!("the first time: {first}"), format!("the second time: {again}")];
                    (format!("`{attribute}` of {id} is another"), notes)
                }
            };
            let message = format!("{}: undone and applied again, {words}", migration.up.path);
            let span = spot(&migration.up, id, "", None).or_else(|| line(&migration.up, 1));
            let mut diagnostic = Diagnostic::error(code::UNDO_DIFFERS, span, message);
            diagnostic.notes = notes;
            self.out.push(diagnostic.help(self.help(&migration.up)));
        }
    }

    /// Seed rows that are not as declared.
    pub(super) fn seeds(&mut self, wrong: &[Wrong], migrations: &[Migration]) {
        for Wrong { id, row, what } in wrong {
            let table = id.path.last().map(ToString::to_string).unwrap_or_default();
            let insert = format!("insert into {}", dotted(id));
            let file = self.mentioning(migrations, &insert);
            let (words, notes) = match what {
                Row::Missing => {
                    (format!("the seed row {row} of {table} is not there after the migrations"), Vec::new())
                }
                Row::Extra => {
                    (format!("the row {row} of {table} is made by the migrations, and not declared"), Vec::new())
                }
                Row::Changed { column, expected, found } => (
                    format!("`{}` of the seed row {row} of {table} is not what is declared", column.as_str()),
                    vec![format!("the migrations make it: {found}"), format!("the YAML declares it: {expected}")],
                ),
            };
            let message = file.map_or_else(|| words.clone(), |file| format!("{}: {words}", file.path));
            let value = match what {
                Row::Changed { found, .. } => found.as_str(),
                Row::Missing | Row::Extra => row.as_str(),
            };
            let span = file.and_then(|file| inserted(file, &insert, value));
            let declared = place(id, self.lowered);
            let mut diagnostic = Diagnostic::error(code::RESULT_DIFFERS, span.or(declared), message);
            if let (Some(_), Some(declared)) = (span, declared) {
                diagnostic = diagnostic.also(declared, "declared here");
            }
            diagnostic.notes = notes;
            self.out.push(diagnostic.help(self.help_for(file)));
        }
    }

    fn is_edited(&self, file: &File) -> bool {
        self.checksums.get(&file.path).is_some_and(|wanted| lock::checksum(&file.text) != *wanted)
    }

    /// The file that is to blame where nothing else tells: the only one that was edited.
    fn suspect<'f>(&self, migrations: &'f [Migration]) -> Option<&'f File> {
        let mut edited = migrations.iter().map(|migration| &migration.up).filter(|file| self.is_edited(file));
        edited.next().filter(|_| edited.next().is_none())
    }

    /// The last file that holds a text, an edited one before others.
    fn mentioning<'f>(&self, migrations: &'f [Migration], text: &str) -> Option<&'f File> {
        let files = migrations.iter().map(|migration| &migration.up).filter(|file| file.text.contains(text));
        files.max_by_key(|file| self.is_edited(file)).or_else(|| self.suspect(migrations))
    }

    fn help_for(&self, file: Option<&File>) -> String {
        let nobody = "see whether the migrations were written by another version of schemac, and report it if not";
        file.map_or_else(|| nobody.to_owned(), |file| self.help(file))
    }

    fn help(&self, file: &File) -> String {
        if self.is_edited(file) {
            format!("restore {} from version control, and make the change in the YAML", file.path)
        } else {
            "the file is as schemac wrote it: report this, with the declaration of the object".to_owned()
        }
    }
}

/// The name of an object as SQL.
fn dotted(id: &Id) -> String {
    id.path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

fn by(file: Option<&File>) -> String {
    file.map_or_else(String::new, |file| format!(" ({})", file.path))
}

/// Where a file says something of an object.
fn spot(file: &File, id: &Id, attribute: &str, value: Option<&str>) -> Option<Span> {
    locate(&file.text, id, attribute, value).map(|at| span(file, at.start, at.end))
}

/// Where a file holds a text.
fn mention(file: &File, text: &str) -> Option<Span> {
    file.text.find(text).map(|at| span(file, at, at + text.len()))
}

/// Where a file inserts a value, or else where it inserts at all.
fn inserted(file: &File, insert: &str, value: &str) -> Option<Span> {
    let start = file.text.rfind(insert)?;
    let found = file.text[start..].find(value).map(|at| (start + at, value.len()));
    let (at, length) = found.unwrap_or((start, insert.len()));
    Some(span(file, at, at + length))
}

/// A line of a file, counted from 1.
fn line(file: &File, number: usize) -> Option<Span> {
    let mut start = 0;
    for (index, text) in file.text.split_inclusive('\n').enumerate() {
        if index + 1 == number {
            return Some(span(file, start, start + text.trim_end().len()));
        }
        start += text.len();
    }
    None
}

fn span(file: &File, start: usize, end: usize) -> Span {
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span { file: file.source, start: at(start), end: at(end) }
}

/// Two values for people; of long texts only the lines that are not the same.
fn shortened(expected: Option<&str>, found: Option<&str>) -> (String, String) {
    let (Some(a), Some(b)) = (expected, found) else {
        let one = |value: Option<&str>| value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
        return (one(expected), one(found));
    };
    if !a.contains('\n') && !b.contains('\n') {
        return (format!("`{a}`"), format!("`{b}`"));
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - same;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let lines = |text: &[&str]| {
        let lines = text[same..text.len() - tail].join("\n").trim().to_owned();
        if lines.is_empty() {
            format!("nothing at line {}", same + 1)
        } else {
            format!("`{lines}` at line {}", same + 1)
        }
    };
    (lines(&a), lines(&b))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_texts_are_shown_where_they_differ() {
        assert_eq!(shortened(Some("a"), None), ("`a`".to_owned(), "nothing".to_owned()));
        let (a, b) = shortened(Some("x\na\ny"), Some("x\nb\nc\ny"));
        assert_eq!((a.as_str(), b.as_str()), ("`a` at line 2", "`b\nc` at line 2"));
        let (a, b) = shortened(Some("x\ny"), Some("x\nz\ny"));
        assert_eq!((a.as_str(), b.as_str()), ("nothing at line 2", "`z` at line 2"));
        assert_eq!(shortened(Some("x\ny"), Some("x\ny\n")).0, "nothing at line 3");
    }
}
