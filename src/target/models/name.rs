//! Names of the schema → identifiers of Rust. They are ASCII, because the lints of rustc about look-alike letters cannot be switched
//! off in a module. Knows nothing of tables.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that are no identifiers as they stand: those in use and those reserved, in all editions.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that are no identifiers even as raw ones.
const NEVER: &[&str] = &["crate", "self", "super", "Self"];

/// Types that the models name without a path.
const PRELUDE: &[&str] = &["Option", "String", "Vec"];

/// What `mod.rs` names without a path: crates, and a module of its own.
const ROOT: &[&str] =
    &["chrono", "ipnetwork", "pgvector", "plain", "rust_decimal", "serde", "serde_json", "sqlx", "std", "uuid"];

/// A set of names in one scope, no two alike.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// Names that are taken by something else.
    pub fn reserve(&mut self, names: &[&str]) {
        self.0.extend(names.iter().map(|name| (*name).to_owned()));
    }

    /// The name itself, or the first free one of `name2`, `name3`, …
    pub fn claim(&mut self, name: &str, separator: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        // The underscore that told a name from a keyword has done its work.
        let stem = name.trim_end_matches('_');
        while self.0.contains(&free) {
            free = format!("{stem}{separator}{number}");
            number += 1;
        }
        self.0.insert(free.clone());
        free
    }
}

/// Types of one module: structs and enums.
#[must_use]
pub fn types() -> Names {
    let mut names = Names::default();
    names.reserve(PRELUDE);
    names
}

/// A name for a struct, an enum or a variant.
#[must_use]
pub fn upper(name: &str) -> String {
    usable(ascii(name).to_upper_camel_case(), name, "Empty")
}

/// A name for a field or a module; keywords still among them.
#[must_use]
pub fn lower(name: &str) -> String {
    usable(ascii(name).to_snake_case(), name, "empty")
}

/// Names for the columns of a table. Who keeps the name as it stands has it before those that are changed.
#[must_use]
pub fn fields(columns: &[&str]) -> Vec<String> {
    let mut names = Names::default();
    let unchanged: BTreeSet<usize> = (0..columns.len()).filter(|at| lower(columns[*at]) == columns[*at]).collect();
    let mut fields: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| if unchanged.contains(&at) { names.claim(column, "_") } else { String::new() })
        .collect();
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| !unchanged.contains(at)) {
        fields[at] = names.claim(&lower(column), "_");
    }
    fields
}

/// The identifier as it stands in code: raw where it is a keyword.
#[must_use]
pub fn code(identifier: &str) -> String {
    if KEYWORDS.contains(&identifier) { format!("r#{identifier}") } else { identifier.to_owned() }
}

/// A string literal.
#[must_use]
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// The inside of a string literal.
#[must_use]
pub fn escaped(text: &str) -> String {
    let literal = literal(text);
    literal[1..literal.len() - 1].to_owned()
}

/// Whether `rename_all = "snake_case"` makes this label of the variant, for sqlx and for serde, whose rules differ.
#[must_use]
pub fn is_snake_case_of(label: &str, variant: &str) -> bool {
    let mut by_serde = String::new();
    for (at, c) in variant.char_indices() {
        if at > 0 && c.is_ascii_uppercase() {
            by_serde.push('_');
        }
        by_serde.push(c.to_ascii_lowercase());
    }
    by_serde == label && variant.to_snake_case() == label
}

/// Modules of one project. Raw names would not be those of their files, and `mod` is the page itself.
#[must_use]
pub fn modules<'a>(modules: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let mut names = Names::default();
    names.reserve(KEYWORDS);
    names.reserve(ROOT);
    let mut claim = |module| {
        let name = lower(module);
        names.claim(
            &if KEYWORDS.contains(&name.as_str()) || ROOT.contains(&name.as_str()) { format!("{name}_") } else { name },
            "_",
        )
    };
    modules.map(|module| (module, claim(module))).collect()
}

/// Makes an identifier of what the conversion left: nothing, a digit in front, or a word that can never be one.
fn usable(converted: String, name: &str, nothing: &str) -> String {
    let converted = match converted.as_str() {
        "" if name.is_empty() => nothing.to_owned(),
        "" => {
            let codes: Vec<String> = name.chars().map(|c| format!("u{:x}", u32::from(c))).collect();
            if nothing.starts_with('E') { codes.join("_").to_upper_camel_case() } else { codes.join("_") }
        }
        _ => converted,
    };
    if NEVER.contains(&converted.as_str()) {
        format!("{converted}_")
    } else if converted.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{converted}")
    } else {
        converted
    }
}

/// Letters of western Europe without their marks; of all other letters their code points.
fn ascii(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if c.is_ascii() => out.push('_'),
            'À'..='Å' => out.push('A'),
            'à'..='å' => out.push('a'),
            'È'..='Ë' => out.push('E'),
            'è'..='ë' => out.push('e'),
            'Ì'..='Ï' => out.push('I'),
            'ì'..='ï' => out.push('i'),
            'Ò'..='Ö' | 'Ø' => out.push('O'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'Ù'..='Ü' => out.push('U'),
            'ù'..='ü' => out.push('u'),
            'Ç' => out.push('C'),
            'ç' => out.push('c'),
            'Ñ' => out.push('N'),
            'ñ' => out.push('n'),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push_str(&format!("_u{:x}_", u32::from(c))),
            _ => out.push('_'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (name, field, variant) in [
            ("user_id", "user_id", "UserId"),
            ("createdAt", "created_at", "CreatedAt"),
            ("2fa codes", "_2fa_codes", "_2faCodes"),
            ("größe", "grosse", "Grosse"),
            ("名前", "u540d_u524d", "U540dU524d"),
            ("self", "self_", "Self_"),
            ("type", "type", "Type"),
            ("<=", "u3c_u3d", "U3cU3d"),
            ("", "empty", "Empty"),
            ("a\"b\\c", "a_b_c", "ABC"),
        ] {
            assert_eq!((lower(name).as_str(), upper(name).as_str()), (field, variant), "{name}");
        }
        assert_eq!(code("type"), "r#type");
    }

    #[test]
    fn no_two_names_are_alike() {
        assert_eq!(
            fields(&["User Id", "user_id", "user-id", "user_id_2"]),
            ["user_id_3", "user_id", "user_id_4", "user_id_2"]
        );
        assert_eq!(types().claim("Option", ""), "Option2");
        let found = modules(["mod", "sqlx", "a-b", "a_b"].into_iter());
        assert_eq!(found.into_values().collect::<Vec<_>>(), ["a_b", "a_b_2", "mod_", "sqlx_"]);
    }
}
