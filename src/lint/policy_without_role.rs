//! A policy that does not say whom it is for, and so holds for visitors too.

use std::collections::BTreeSet;

use super::context::is_public;
use super::{Context, Findings};
use crate::code;
use crate::kind::Define;
use crate::kind::policy::Mode;

pub fn check(cx: &Context, out: &mut Findings) {
    if cx.profile.api_roles().is_empty() {
        return;
    }
    // A policy of a mixin stands on many tables and is mended once.
    let mut seen = BTreeSet::new();
    let policies = cx.tables.values().flat_map(|facts| &facts.policies);
    // A restrictive policy takes away, so holding for everybody is the safe side.
    for policy in policies.filter(|policy| policy.mode == Mode::Permissive && policy.to.iter().any(is_public)) {
        let id = policy.id();
        if !cx.answered(code::POLICY_WITHOUT_ROLE, id.clone()) && seen.insert(cx.place(&id)) {
            let name = cx.shown(&policy.table);
            let finding = out
                .finding(cx.place(&id), format!("the policy `{}` of `{name}` does not say whom it is for", policy.name.as_str()))
                .note("without `to` it holds for every role, anonymous visitors included, and is computed for all of them")
                .help("add `to: authenticated`, or `to: public` if everybody is meant");
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{findings, lint_with};

    const YAML: &str = "table: t
columns: { id: { type: uuid, primary_key: true } }
policies:
  - { name: a, using: id is null }
  - { name: b, using: id is null, to: public }
  - { name: c, using: id is null, to: authenticated }
";

    #[test]
    fn public_has_to_be_written() {
        let rule = "policy_without_role";
        assert_eq!(findings(rule, YAML), ["4: the policy `a` of `t` does not say whom it is for"]);
        let yaml = YAML.replace("to: authenticated", "to: public");
        assert_eq!(lint_with("platform: postgres", &yaml).of(rule), [""; 0]);
    }
}
