//! A table whose rows cannot be told apart.

use super::{Context, Findings};
use crate::kind::Define;

pub fn check(cx: &Context, out: &mut Findings) {
    for (table, facts) in cx.own_tables() {
        if facts.primary_key().is_empty() && facts.replica_index.is_none() {
            let finding = out
                .finding(cx.place(&table.id()), format!("`{}` has no primary key", cx.shown(&table.name)))
                .note("one row of two equal ones cannot be changed or deleted, and logical replication refuses updates")
                .help("add `primary_key: true` to a column, or `primary_key: [a, b]` to the table");
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    #[test]
    fn partitions_have_their_parents_key() {
        let yaml = "table: a
columns: { id: { type: integer, primary_key: true } }
partition_by: { list: [id] }
partitions: [{ name: a_rest, default: true }]
---
table: b
columns: { id: integer }
unique: [[id]]
";
        assert_eq!(findings("no_primary_key", yaml), ["6: `b` has no primary key"]);
    }
}
