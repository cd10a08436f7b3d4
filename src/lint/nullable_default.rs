//! A column with a default that still accepts an explicit NULL.

use super::context::Facts;
use super::{Context, Findings};
use crate::code;
use crate::kind::column::Column;
use crate::kind::constraint::Rule;
use crate::kind::{Define, Id, Kind, Object};

pub fn check(cx: &Context, out: &mut Findings) {
    for facts in cx.tables.values() {
        for column in facts.columns.iter().filter(|column| !column.not_null) {
            let id = column.id();
            let Some(default) = facts.defaults.get(&column.name) else { continue };
            let says_null = default.expression.as_str().eq_ignore_ascii_case("null");
            if says_null || refuses_null(cx, facts, column) || cx.answered(code::NULLABLE_DEFAULT, id.clone()) {
                continue;
            }
            let name = column.name.as_str();
            let mut finding = out
                .finding(
                    cx.place(&id),
                    format!("`{name}` of `{}` has a default, but accepts an explicit null", cx.shown(&column.table)),
                )
                .help(format!("add `null: false` to `{name}`, or `null: true` if null is meant"));
            if checked(facts, column) {
                finding = finding.note("null passes its check as well: a check refuses only what is false");
            }
            out.push(finding);
        }
    }
}

fn refuses_null(cx: &Context, facts: &Facts, column: &Column) -> bool {
    let domain = column.data_type.qualified().and_then(|name| cx.lowered.catalog.get(&Id::named(Kind::Domain, &name)));
    facts.primary_key().contains(&column.name)
        || matches!(domain, Some(Object::Domain(domain)) if domain.not_null && column.data_type.dimensions == 0)
}

/// Whether a list of values is meant to say all that the column may hold.
fn checked(facts: &Facts, column: &Column) -> bool {
    let head = format!("{} in (", column.name);
    facts.constraints.iter().any(
        |constraint| matches!(&constraint.rule, Rule::Check(check) if check.expression.as_str().starts_with(&head)),
    )
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    #[test]
    fn null_has_to_be_written() {
        let yaml = "domain: price
type: numeric
null: false
---
table: t
columns:
  id: { type: uuid, default: gen_random_uuid(), primary_key: true }
  a: { type: text, default: x, one_of: [x, y] }
  b: { type: text, default: x, null: true }
  c: { type: text, default: x, null: false }
  d: { type: text, default: null }
  e: { type: price, default: 1 }
";
        assert_eq!(findings("nullable_default", yaml), ["8: `a` of `t` has a default, but accepts an explicit null"]);
    }
}
