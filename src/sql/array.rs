//! Arrays that the server prints in a way that means something else to it.

use super::split::items;
use super::token::{Kind, Token, tokens};
use crate::types::TypeName;

/// The text with every `ARRAY['a'::varchar]::text[]` as `ARRAY['a'::varchar]::varchar[]::text[]`, if it holds one.
///
/// The server prints the first for an array that is cast as a whole, but reads it as an array whose elements are cast. The second is read
/// as what it was, and prints as the first.
#[must_use]
pub fn with_array_casts(text: &str) -> Option<String> {
    let tokens = tokens(text).0;
    let mut out = String::new();
    let mut copied = 0;
    for (at, token) in tokens.iter().enumerate() {
        let Some(open) = tokens.get(at + 1).filter(|open| token.is(text, "array") && open.text(text) == "[") else {
            continue;
        };
        let Some(close) = closing(&tokens[at + 1..], text) else { continue };
        let own = items(&text[open.end..close.start]).into_iter().find_map(type_of_constant);
        let Some((own, cast)) = own.zip(array_cast(&text[close.end..])) else { continue };
        if own != cast {
            out.push_str(&text[copied..close.end]);
            out.push_str(&format!("::{own}[]"));
            copied = close.end;
        }
    }
    (copied > 0).then(|| out + &text[copied..])
}

/// The bracket that closes the first one.
fn closing(tokens: &[Token], text: &str) -> Option<Token> {
    let mut depth = 0_usize;
    for token in tokens {
        match token.text(text) {
            "[" => depth += 1,
            "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(*token);
        }
    }
    None
}

/// The type of `'a'::varchar`, which is that of every element beside it.
fn type_of_constant(element: &str) -> Option<TypeName> {
    let tokens = tokens(element).0;
    let [constant, cast, ..] = tokens.as_slice() else { return None };
    if constant.kind != Kind::String || cast.text(element) != "::" {
        return None;
    }
    let of = TypeName::parse(&element[cast.end..]).ok()?;
    Some(TypeName { modifiers: Vec::new(), ..of })
}

/// The type of the elements in `::text[]` at the start.
fn array_cast(text: &str) -> Option<TypeName> {
    let text = text.strip_prefix("::")?;
    let end = text.find("[]")?;
    TypeName::parse(&text[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_cast_as_a_whole_says_what_it_was() {
        let cast = |text| with_array_casts(text);
        assert_eq!(
            cast("a::text = ANY (ARRAY['x]'::character varying, 'y'::character varying]::text[]) OR b").as_deref(),
            Some("a::text = ANY (ARRAY['x]'::character varying, 'y'::character varying]::varchar[]::text[]) OR b")
        );
        assert_eq!(
            cast("ARRAY[b, 'x'::varchar(3)]::text[] || ARRAY[1]").as_deref(),
            Some("ARRAY[b, 'x'::varchar(3)]::varchar[]::text[] || ARRAY[1]")
        );
        assert_eq!(cast("ARRAY['x'::text]::text[]"), None);
        assert_eq!(cast("ARRAY['x'::text] || 'ARRAY[''x''::varchar]::text[]'::text[]"), None);
        assert_eq!(cast("ARRAY[]::text[]"), None);
        assert_eq!(cast("a = 1"), None);
    }
}
