//! Text → Markdown that shows it as it is. The only module that knows what Markdown would take for markup, and what a file may be called.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Prose on lines of its own; paragraphs and line breaks stay.
pub fn prose(text: &str) -> String {
    text.trim().lines().map(|line| escape(line.trim(), true)).collect::<Vec<_>>().join("\n")
}

/// Prose in one line, for headings and link texts.
pub fn line(text: &str) -> String {
    escape(&squeeze(text), false)
}

/// Prose in a cell of a table: a blank line becomes a break, any other line break a space.
pub fn cell(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.trim()
        .split("\n\n")
        .map(|paragraph| escape(&squeeze(paragraph), false))
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("<br>")
}

/// The first sentence of a text.
pub fn first_sentence(text: &str) -> &str {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let end = paragraph.char_indices().find(|(at, c)| {
        matches!(c, '.' | '!' | '?')
            && paragraph[at + 1..].starts_with(char::is_whitespace)
            && !abbreviation(&paragraph[..*at])
    });
    end.map_or(paragraph, |(at, _)| &paragraph[..=at])
}

/// `e.g.`, `i.e.` and the like end no sentence.
fn abbreviation(head: &str) -> bool {
    let word = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().count() == 1 || word.contains('.')
}

/// Code in running text.
pub fn code(text: &str) -> String {
    let text = squeeze(text);
    if text.is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' ')) {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// Code in a cell of a table, where a pipe ends the cell even between backticks; its lines stay lines, as `--` hides the rest of one.
pub fn code_cell(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > 1 {
        return lines.into_iter().map(code_cell).collect::<Vec<_>>().join("<br>");
    }
    let span = code(text);
    if !span.contains('|') {
        return span;
    }
    if !span.contains('\\') {
        return span.replace('|', "\\|");
    }
    // A backslash before an escaped pipe would be taken for its escape, so everything goes in as entities.
    let mut html = String::from("<code>");
    for c in squeeze(text).chars() {
        if c.is_ascii_punctuation() {
            let _ = write!(html, "&#{};", u32::from(c));
        } else {
            html.push(c);
        }
    }
    html.push_str("</code>");
    html
}

/// Several pieces of code, separated by commas.
pub fn codes<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| code_cell(item.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A list in words: `a`, `a and b`, `a, b and c`.
pub fn in_words(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., tail] => format!("{} {last} {tail}", head.join(", ")),
    }
}

/// Code on lines of its own.
pub fn fence(language: &str, text: &str) -> String {
    let ticks = "`".repeat(3.max(longest_run(text, '`') + 1));
    format!("{ticks}{language}\n{}\n{ticks}", dedent(text))
}

/// A path or an anchor inside a link.
pub fn encode(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Names that some file systems keep for devices, whatever follows the first dot.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name as part of a file name: itself where every file system takes it, else letters and digits of it with a mark that tells it from
/// all others, also where case and accents do not count.
pub fn file_part(name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain && !DEVICES.contains(&name) { name.to_owned() } else { format!("{}-{}", slug(name), mark(name)) }
}

/// Letters and digits of a text in lower case, with `-` for anything else.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Eight digits that tell one text from others.
pub fn mark(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A page without trailing spaces and doubled blank lines, code aside; ends with one line break.
pub fn tidy(page: &str) -> String {
    let mut tidied = String::new();
    let mut fence: Option<&str> = None;
    for line in page.lines().map(str::trim_end) {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None if line.is_empty() && (tidied.is_empty() || tidied.ends_with("\n\n")) => continue,
            _ => {}
        }
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

fn escape(text: &str, starts_line: bool) -> String {
    let mut escaped = String::new();
    let chars: Vec<char> = text.chars().collect();
    let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1);
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' if next.is_some_and(|c| c.is_alphanumeric() || *c == '#') => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => escaped.extend(['\\', *c]),
            '_' if !(word(at.checked_sub(1)) && word(Some(at + 1))) => escaped.push_str("\\_"),
            '#' | '+' | '-' | '=' | '>' if starts_line && at == 0 => escaped.extend(['\\', *c]),
            '.' | ')' if starts_line && at > 0 && chars[..at].iter().all(char::is_ascii_digit) => {
                escaped.extend(['\\', *c])
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(*c),
        }
    }
    escaped
}

/// One line of text, with single spaces.
fn squeeze(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}

fn dedent(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', "  ");
    let lines: Vec<&str> = text.trim_matches('\n').trim_end().lines().collect();
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    lines.iter().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_shows_what_it_says() {
        assert_eq!(
            prose("a_b *c* <script> & &amp; [x](y) `z` a|b"),
            "a_b \\*c\\* &lt;script> & &amp;amp; \\[x\\](y) \\`z\\` a\\|b"
        );
        assert_eq!(prose("# no\n- no\n1. no\n_no_"), "\\# no\n\\- no\n1\\. no\n\\_no\\_");
        assert_eq!(cell("one\ntwo\n\nthree"), "one two<br>three");
        assert_eq!(first_sentence("Version 1.5, e.g. new. More."), "Version 1.5, e.g. new.");
    }

    #[test]
    fn code_holds_backticks_and_pipes() {
        for (text, span) in [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a``b", "```a``b```"), ("", "")] {
            assert_eq!(code(text), span);
        }
        assert_eq!(code_cell("a || b"), "`a \\|\\| b`");
        assert_eq!(code_cell("\\|"), "<code>&#92;&#124;</code>");
        assert_eq!(fence("sql", "```"), "````sql\n```\n````");
    }

    #[test]
    fn file_parts_are_safe_and_told_apart() {
        assert_eq!(file_part("users"), "users");
        let odd = ["Users", "users/..", "a\"b", "größe", "Größe", "aux", "", "a.b", "a b"];
        let parts: std::collections::BTreeSet<String> = odd.iter().map(|name| file_part(name).to_lowercase()).collect();
        assert_eq!(parts.len(), odd.len());
        assert!(parts.iter().all(|part| part.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))));
        assert_eq!(encode("tables/größe.md"), "tables/gr%C3%B6%C3%9Fe.md");
    }

    #[test]
    fn tidy_leaves_code_alone() {
        assert_eq!(tidy("\n\na  \n\n\nb\n```sql\n\n\nc\n```\n\n\n"), "a\n\nb\n```sql\n\n\nc\n```\n");
    }
}
