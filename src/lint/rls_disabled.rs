//! A table that requests from outside can reach, and no row security on it.

use super::{Context, Findings};
use crate::code;
use crate::kind::Define;

pub fn check(cx: &Context, out: &mut Findings) {
    for facts in cx.tables.values().filter(|facts| !facts.row_security) {
        let Some(table) = facts.table else { continue };
        let (name, id) = (cx.shown(&table.name), table.id());
        let place = cx.place(&id);
        if let Some(policy) = facts.policies.first() {
            let mut finding = out
                .finding(place, format!("the policies of `{name}` do nothing, because its row security is off"))
                .help("write `rls: true`, or remove the policies");
            if let Some(span) = cx.place(&policy.id()) {
                finding = finding.also(span, "a policy that holds nobody back");
            }
            out.push(finding);
        } else if !cx.answered(code::RLS_DISABLED, id) {
            let mut granted = facts.grants.into_iter().flat_map(|grants| grants.to.keys());
            if cx.exposed(&table.name.schema) || granted.any(|role| cx.is_api_role(role)) {
                out.push(
                    out.finding(place, format!("`{name}` can be reached from outside and has no row security"))
                        .note("every role with a grant sees and changes all rows")
                        .help("write `rls: true`, or `rls: { enabled: false, reason: … }` if everybody may see everything"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    const TABLE: &str = "table: t\ncolumns: { id: { type: uuid, primary_key: true } }\n";

    #[test]
    fn a_reason_is_an_answer_unless_policies_stand_there() {
        let off = format!("{TABLE}rls: {{ enabled: false, reason: public figures }}\n");
        assert_eq!(findings("rls_disabled", TABLE), [""; 0]);
        assert_eq!(findings("rls_disabled", &off), [""; 0]);
        let policy = "policies: [{ name: p, to: anon, for: select, using: 'true' }]\n";
        assert_eq!(
            findings("rls_disabled", &format!("{off}{policy}")),
            ["error 1: the policies of `t` do nothing, because its row security is off"]
        );
    }
}
