//! Expressions and queries as the server prints them.

use serde::Deserialize;

use crate::sql::{self, Sql};

/// What `$printed(…)` in a query gives: the pretty form, and the full one too where the reading is to be exact.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Printed {
    Pretty(String),
    /// The pretty form and the full one.
    Exact(String, String),
}

impl Printed {
    /// The one text that stands for what was printed.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Printed::Pretty(pretty) => pretty,
            Printed::Exact(pretty, full) => sql::exact(&pretty, &full),
        }
    }
}

impl From<Printed> for Sql {
    fn from(printed: Printed) -> Sql {
        Sql::new(printed.text())
    }
}

/// Writes `$printed(f(…))`, in which `f` is a function of the server whose last argument asks for the pretty form, for a reading.
#[must_use]
pub fn expand(sql: &str, exact: bool) -> String {
    const NAME: &str = "$printed(";
    let mut out = String::new();
    let mut rest = sql;
    while let Some((before, tail)) = rest.split_once(NAME) {
        out.push_str(before);
        let mut depth = 1_usize;
        let end = tail.find(|character| {
            depth = match character {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        let (call, after) = tail.split_at(end.unwrap_or(tail.len()));
        let call = call.trim().strip_suffix(')').unwrap_or(call);
        let pretty = format!("{call}, true)");
        if exact {
            out.push_str(&format!("nullif(array[{pretty}, {call}, false)], array[null, null])"));
        } else {
            out.push_str(&pretty);
        }
        rest = after.strip_prefix(')').unwrap_or(after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_asked_for_where_the_reading_is_exact() {
        let sql =
            "select case 1 when 0 then $printed(pg_get_indexdef(f(i), 1)) end, $printed(pg_get_expr(a, b)) from x";
        assert_eq!(
            expand(sql, false),
            "select case 1 when 0 then pg_get_indexdef(f(i), 1, true) end, pg_get_expr(a, b, true) from x"
        );
        assert!(
            expand(sql, true).ends_with(
                "nullif(array[pg_get_expr(a, b, true), pg_get_expr(a, b, false)], array[null, null]) from x"
            )
        );
    }

    #[test]
    fn one_form_or_two_are_read() {
        let text = |json: &str| serde_json::from_str::<Option<Printed>>(json).expect("printed").map(Printed::text);
        assert_eq!(text("\"a AND b AND c\"").as_deref(), Some("a AND b AND c"));
        assert_eq!(text("[\"a AND b AND c\", \"(a AND (b AND c))\"]").as_deref(), Some("a AND (b AND c)"));
        assert_eq!(text("null"), None);
    }
}
