//! What a function does.

use serde::{Deserialize, Serialize};

use crate::sql::Sql;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Text between quotes, read by the language when it runs.
    Text(String),
    /// `BEGIN ATOMIC` or `RETURN`: SQL that Postgres parses when the function is created.
    Atomic(Sql),
    /// A symbol in an object file.
    Object { file: String, symbol: String },
}

/// The blank space between the quotes and the text of a body, which Postgres keeps to the letter: a line break each, if nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Padding {
    pub before: String,
    pub after: String,
}

impl Default for Padding {
    fn default() -> Self {
        Padding { before: "\n".to_owned(), after: "\n".to_owned() }
    }
}

impl Padding {
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Padding::default()
    }

    /// The text with its padding, as it stands between the quotes.
    #[must_use]
    pub fn around(&self, text: &str) -> String {
        format!("{}{text}{}", self.before, self.after)
    }

    /// The padding of what stands between the quotes, and the text in it, which keeps the indentation of its first line.
    #[must_use]
    pub fn of(source: &str) -> (Padding, &str) {
        let head = &source[..source.len() - source.trim_start().len()];
        if head.len() == source.len() {
            return (Padding { before: source.to_owned(), after: String::new() }, "");
        }
        let (before, rest) = source.split_at(head.rfind('\n').map_or(head.len(), |at| at + 1));
        let text = rest.trim_end();
        (Padding { before: before.to_owned(), after: rest[text.len()..].to_owned() }, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_and_text_are_the_source() {
        for (source, before, text, after) in [
            ("\nselect 1\n", "\n", "select 1", "\n"),
            (" select 1 ", " ", "select 1", " "),
            ("\r\n  begin\r\nend\r\n", "\r\n", "  begin\r\nend", "\r\n"),
            ("\n \n  begin\n  end;\n  ", "\n \n", "  begin\n  end;", "\n  "),
            (" \n ", " \n ", "", ""),
            ("", "", "", ""),
        ] {
            let (padding, found) = Padding::of(source);
            assert_eq!((padding.before.as_str(), found, padding.after.as_str()), (before, text, after));
            assert_eq!(padding.around(found), source);
        }
    }
}
