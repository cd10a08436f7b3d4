//! A grant that row security leaves empty.

use super::context::{COMMANDS, is_public};
use super::{Context, Findings, join};
use crate::kind::Define;
use crate::kind::policy::{Command, Mode};

pub fn check(cx: &Context, out: &mut Findings) {
    for (table, facts) in cx.own_tables().filter(|(_, facts)| facts.row_security) {
        let Some(grants) = facts.grants else { continue };
        let held = grants.to.keys().filter(|role| !cx.bypasses_row_security(role));
        for role in held.filter(|role| facts.owner != Some(role) || facts.forced) {
            let allowed = |command: Command| {
                let anybody = |policy: &&crate::kind::policy::Policy| {
                    policy.mode == Mode::Permissive && (policy.command == command || policy.command == Command::All)
                };
                facts.permissive(role, command).next().is_some()
                    || is_public(role) && facts.policies.iter().copied().any(|p| anybody(&p))
            };
            let granted = |privilege| {
                grants.to.get(role).is_some_and(|rights| {
                    rights.privileges.contains(&privilege) || rights.columns.contains_key(&privilege)
                })
            };
            let (name, role, place) = (cx.shown(&table.name), role.as_str(), cx.place(&grants.id()));
            let empty: Vec<&str> =
                COMMANDS.iter().filter(|(c, p)| granted(*p) && !allowed(*c)).map(|(c, _)| c.word()).collect();
            if !empty.is_empty() {
                let effect = if empty == ["insert"] {
                    "every insert fails"
                } else {
                    "no row is ever visible, and every insert fails"
                };
                let finding = out
                    .finding(place, format!("{role} may {} in `{name}`, but no policy allows a row", join(&empty)))
                    .note(format!("row security is on, so {effect}"))
                    .help(format!(
                        "add a policy for {}, or take {} out of the grants of {role}",
                        empty.join(", "),
                        if empty.len() == 1 { "it" } else { "them" }
                    ));
                out.push(finding);
            }
            let blind: Vec<&str> = COMMANDS
                .iter()
                .filter(|(c, p)| matches!(c, Command::Update | Command::Delete) && granted(*p) && allowed(*c))
                .map(|(c, _)| c.word())
                .collect();
            if !blind.is_empty() && !allowed(Command::Select) && !empty.contains(&"select") {
                let finding = out
                    .finding(
                        place,
                        format!("{role} may {} rows of `{name}`, but no policy lets it see them", join(&blind)),
                    )
                    .note("a statement with WHERE or RETURNING has to read the row first, which is a SELECT")
                    .help(format!(
                        "add a policy for select and the grant to it, or take {} out of the grants of {role}",
                        blind.join(", ")
                    ));
                out.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    const RULE: &str = "grant_without_policy";
    const TABLE: &str = "table: t\ncolumns: { id: { type: uuid, primary_key: true } }\n";

    #[test]
    fn a_grant_needs_a_policy() {
        let yaml = format!("{TABLE}grants: {{ authenticated: [select, insert], service_role: [select] }}\n");
        assert_eq!(
            findings(RULE, &yaml),
            ["3: authenticated may select and insert in `t`, but no policy allows a row"]
        );
        let policy = "policies: [{ name: p, to: authenticated, for: select, using: id is null }]\n";
        assert_eq!(
            findings(RULE, &format!("{yaml}{policy}")),
            ["3: authenticated may insert in `t`, but no policy allows a row"]
        );
        let everything = "policies: [{ name: p, to: public, using: id is null }]\n";
        assert_eq!(findings(RULE, &format!("{yaml}{everything}")), [""; 0]);
    }

    #[test]
    fn a_row_to_change_has_to_be_seen() {
        let yaml = format!("{TABLE}access: {{ authenticated: {{ delete: all }} }}\n");
        assert_eq!(findings(RULE, &yaml), ["3: authenticated may delete rows of `t`, but no policy lets it see them"]);
    }
}
