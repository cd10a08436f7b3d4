//! A foreign key whose own side has no index.

use super::{Context, Findings};
use crate::kind::Define;
use crate::kind::constraint::Rule;
use crate::name::Ident;

pub fn check(cx: &Context, out: &mut Findings) {
    for facts in cx.tables.values() {
        for constraint in &facts.constraints {
            let Rule::ForeignKey(key) = &constraint.rule else { continue };
            let columns: Vec<&Ident> = key.columns.iter().collect();
            if !facts.is_indexed(&columns) {
                let list = columns.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ");
                let (name, target) = (cx.shown(&constraint.table), cx.shown(&key.table));
                let finding = out
                    .finding(
                        cx.place(&constraint.id()),
                        format!("the foreign key on `{list}` of `{name}` has no index"),
                    )
                    .note(format!(
                        "each delete in `{target}` reads the whole of `{name}` to look for rows that point there"
                    ))
                    .help(format!("add `- [{list}]` to the `indexes` of `{name}`"));
                out.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    #[test]
    fn an_index_starts_with_the_columns_in_any_order() {
        let yaml = "table: t
columns:
  a: { type: uuid, references: auth.users.id }
  b: uuid
  c: { type: uuid, references: t(c), unique: true }
primary_key: [b, a]
foreign_keys:
  - { columns: [a, b], references: \"t(b, a)\" }
";
        assert_eq!(findings("unindexed_foreign_key", yaml), ["3: the foreign key on `a` of `t` has no index"]);
        for (index, found) in [
            ("[a, b]", 0),
            ("{ columns: [a], using: hash }", 0),
            ("{ columns: [a], where: a is not null }", 0),
            ("{ columns: [a], where: b is null }", 1),
            ("{ columns: [{ expression: a::text }] }", 1),
        ] {
            assert_eq!(
                findings("unindexed_foreign_key", &format!("{yaml}indexes: [{index}]\n")).len(),
                found,
                "{index}"
            );
        }
    }
}
