//! Files and places in them. Everything that reports to a user points here; nothing here knows YAML, SQL or a terminal.

use std::fmt;
use std::path::{Component, Path, PathBuf};

/// A file read by this run; an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The smallest span that covers both; `other` has to be in the same file, else `self` is returned.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A one-based line and column, the column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A path without the detours that come from `output: ../..`.
#[must_use]
pub fn direct(path: &Path) -> PathBuf {
    let mut parts: Vec<Component> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            (Component::CurDir, _) => {}
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

/// One file: its path as the user knows it, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: PathBuf,
    pub text: String,
    /// The byte each line starts at; a report may ask for the line of thousands of places.
    lines: Vec<usize>,
}

/// All files read by this run, in the order they were read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(Source { path: path.into(), text, lines });
        id
    }

    /// The file behind an id. Ids only come from [`Sources::add`].
    #[must_use]
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    #[must_use]
    pub fn path(&self, id: FileId) -> &Path {
        &self.get(id).path
    }

    /// The text a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The same files with asterisks for all that stands in some spans, byte for byte, so that places stay what they are.
    #[must_use]
    pub fn covering(&self, spans: &[Span]) -> Sources {
        let mut covered = self.clone();
        for span in spans {
            let text = &mut covered.files[span.file.0 as usize].text;
            let range = span.start as usize..span.end as usize;
            let Some(secret) = text.get(range.clone()) else { continue };
            let cover = |c: char| if matches!(c, '\n' | '\r') { c.to_string() } else { "*".repeat(c.len_utf8()) };
            let asterisks: String = secret.chars().map(cover).collect();
            text.replace_range(range, &asterisks);
        }
        covered
    }

    /// Line and column of a span's start.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.file, span.start as usize)
    }

    /// Line and column of a byte of a file.
    #[must_use]
    pub fn position_of(&self, file: FileId, byte: usize) -> Position {
        let Source { text, lines, .. } = self.get(file);
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line = lines.partition_point(|start| *start <= end);
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        Position { line, column: text[start..end].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_keeps_its_place() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "a: čb\nc\nd: e");
        let covered = sources.covering(&[Span { file, start: 3, end: 8 }]);
        assert_eq!(covered.get(file).text, "a: ***\n*\nd: e");
        assert_eq!(covered.position_of(file, 9).to_string(), "3:1");
    }

    #[test]
    fn places_are_lines_and_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "a\nčb\r\n\nd");
        let at = |byte| sources.position_of(file, byte).to_string();
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(4), at(7), at(8), at(9)],
            ["1:1", "1:2", "2:1", "2:1", "2:2", "3:1", "4:1", "4:2"]
        );
        assert_eq!(at(100), "4:2");
        let empty = sources.add("b.yaml", "");
        assert_eq!(sources.position_of(empty, 0), Position { line: 1, column: 1 });
    }
}
