//! A policy that lets everybody it is for write every row.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Findings, join};
use crate::kind::Define;
use crate::kind::policy::{Command, Mode, Policy};
use crate::sql::Sql;

pub fn check(cx: &Context, out: &mut Findings) {
    for (name, facts) in cx.tables.iter().filter(|(_, facts)| facts.row_security || facts.table.is_none()) {
        // One line of `access` makes a policy for each command: they are one finding.
        let mut found: BTreeMap<_, (Vec<&str>, BTreeSet<&str>)> = BTreeMap::new();
        for policy in facts.policies.iter().filter(|policy| policy.mode == Mode::Permissive && is_open(policy)) {
            let restrained = |other: &&&Policy| {
                other.mode == Mode::Restrictive
                    && (other.command == policy.command
                        || other.command == Command::All
                        || policy.command == Command::All)
            };
            let roles: Vec<&str> =
                policy.to.iter().filter(|role| cx.is_api_role(role)).map(|role| role.as_str()).collect();
            if roles.is_empty() || facts.policies.iter().any(|other| restrained(&other)) {
                continue;
            }
            let (commands, whom) = found.entry(cx.place(&policy.id())).or_default();
            commands.push(if policy.command == Command::All { "write" } else { policy.command.word() });
            whom.extend(roles);
        }
        for (place, (commands, roles)) in found {
            let whom = if roles.contains("public") {
                "everybody".to_owned()
            } else {
                join(&roles.into_iter().collect::<Vec<_>>())
            };
            let finding = out
                .finding(place, format!("a policy lets {whom} {} every row of `{}`", join(&commands), cx.shown(name)))
                .note("its condition is `true`, which for writing is nearly always a placeholder that stayed")
                .help("say whose rows: `own` in `access`, or a condition like `(select auth.uid()) = user_id`");
            out.push(finding);
        }
    }
}

/// Whether a policy for writing has no condition on the rows it finds, or on those it leaves.
fn is_open(policy: &Policy) -> bool {
    let (using, check) = (is_true(policy.using.as_ref()), is_true(policy.with_check.as_ref()));
    match policy.command {
        Command::Select => false,
        Command::Insert => check,
        Command::Delete => using,
        Command::All | Command::Update => using || check,
    }
}

fn is_true(sql: Option<&Sql>) -> bool {
    let plain: Option<String> =
        sql.map(|sql| sql.as_str().chars().filter(|c| !c.is_whitespace() && !"()".contains(*c)).collect());
    plain.is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1=1")
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    const RULE: &str = "always_true_policy";
    const TABLE: &str = "table: t\ncolumns: { id: { type: uuid, primary_key: true } }\n";

    #[test]
    fn writing_needs_a_condition() {
        let access = |access: &str| findings(RULE, &format!("{TABLE}access: {{ {access} }}\n"));
        assert_eq!(
            access("authenticated: all"),
            ["3: a policy lets authenticated delete, insert and update every row of `t`"]
        );
        assert_eq!(access("authenticated: { select: all }, service_role: all"), [""; 0]);
        let policy = |policy: &str| findings(RULE, &format!("{TABLE}policies: [{{ name: p, {policy} }}]\n"));
        assert_eq!(policy("to: public, using: ( TRUE )"), ["3: a policy lets everybody write every row of `t`"]);
        assert_eq!(
            policy("for: update, to: anon, using: id is null, with_check: 'true'"),
            ["3: a policy lets anon update every row of `t`"]
        );
        assert_eq!(policy("for: insert, to: service_role, with_check: 'true'"), [""; 0]);
    }

    #[test]
    fn a_restrictive_policy_is_a_condition() {
        let yaml = "policies:
  - { name: a, for: insert, to: anon, with_check: 'true' }
  - { name: b, as: restrictive, to: public, using: id is null }\n";
        assert_eq!(findings(RULE, &format!("{TABLE}{yaml}")), [""; 0]);
    }
}
