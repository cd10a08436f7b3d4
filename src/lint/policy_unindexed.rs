//! A policy that picks the rows of the current user by a column without an index.

use std::collections::{BTreeMap, HashMap};

use super::context::Facts;
use super::{Context, Findings};
use crate::kind::Define;
use crate::kind::policy::Policy;
use crate::name::Ident;
use crate::sql::{self, Filter};

pub fn check(cx: &Context, out: &mut Findings) {
    let mut known: HashMap<&str, Vec<Filter>> = HashMap::new();
    for (table, facts) in cx.own_tables() {
        let mut columns: BTreeMap<&Ident, &Policy> = BTreeMap::new();
        for policy in &facts.policies {
            let Some(text) = policy.using.as_ref().map(|sql| sql.as_str()) else { continue };
            let filters = known.entry(text).or_insert_with(|| sql::user_filters(text, &|parts| cx.is_user(parts)));
            for column in filters.iter().filter_map(|filter| column(filter, table.name.name.as_str(), facts)) {
                columns.entry(column).or_insert(policy);
            }
        }
        for (column, policy) in columns.into_iter().filter(|(column, _)| !facts.is_indexed(&[*column])) {
            let (name, written) = (cx.shown(&table.name), column.as_str());
            let finding = out
                .finding(
                    cx.place(&policy.id()),
                    format!("policies pick the rows of `{name}` by `{written}`, which has no index"),
                )
                .note("each statement of the roles they hold reads the whole table")
                .help(format!("add `- [{written}]` to the `indexes` of `{name}`, or start an index or key with it"));
            out.push(finding);
        }
    }
}

/// The column of the table itself that a filter is about.
fn column<'a>(filter: &Filter, table: &str, facts: &Facts<'a>) -> Option<&'a Ident> {
    let own = filter.qualifier.as_ref().is_none_or(|qualifier| qualifier == table);
    facts.columns.iter().map(|column| &column.name).find(|name| own && name.as_str() == filter.name)
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{findings, lint_with};

    const YAML: &str = "table: t
columns: { id: { type: uuid, primary_key: true }, user_id: uuid, at: timestamptz }
access:
  authenticated: { select: own, delete: own, update: { own: id } }
";

    #[test]
    fn an_index_has_to_start_with_the_column() {
        let rule = "policy_unindexed";
        let found = ["4: policies pick the rows of `t` by `user_id`, which has no index"];
        assert_eq!(findings(rule, YAML), found);
        assert_eq!(findings(rule, &format!("{YAML}indexes: [[at, user_id]]\n")), found);
        let partial = "indexes: [{ columns: [user_id], where: at is null }]\n";
        assert_eq!(findings(rule, &format!("{YAML}{partial}")), found);
        assert_eq!(findings(rule, &format!("{YAML}indexes: [[user_id, at]]\n")), [""; 0]);
        let not_null = "indexes: [{ columns: [user_id], where: user_id is not null }]\n";
        assert_eq!(findings(rule, &format!("{YAML}{not_null}")), [""; 0]);
        assert_eq!(findings(rule, &format!("{YAML}unique: [[user_id]]\n")), [""; 0]);
    }

    #[test]
    fn the_project_says_who_the_user_is() {
        let settings = "platform: postgres\nuser_id: app.me()";
        let yaml = "external: { roles: [web], schemas: [app], functions: { app.me(): uuid } }\n---\n".to_owned();
        let yaml = yaml + &YAML.replace("authenticated", "web").replace("own: id", "where: id = app.me()");
        let found = lint_with(settings, &yaml).of("policy_unindexed");
        assert_eq!(found, ["6: policies pick the rows of `t` by `user_id`, which has no index"]);
    }
}
