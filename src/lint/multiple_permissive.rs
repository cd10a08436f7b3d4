//! Several permissive policies for one role and command: all are computed, and the widest decides.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{COMMANDS, Facts, is_public};
use super::{Context, Findings, join};
use crate::kind::Define;
use crate::kind::policy::{Mode, Policy};
use crate::name::Ident;
use crate::source::Span;

pub fn check(cx: &Context, out: &mut Findings) {
    for (name, facts) in cx.tables.iter().filter(|(_, facts)| facts.row_security || facts.table.is_none()) {
        for (policies, (roles, commands)) in overlaps(cx, facts) {
            let written: Vec<String> = policies.iter().map(|policy| format!("`{}`", policy.as_str())).collect();
            let whom =
                if roles.iter().any(|role| is_public(role)) { "every role".to_owned() } else { join(&words(&roles)) };
            let places = facts
                .policies
                .iter()
                .filter(|policy| policies.contains(&&policy.name))
                .filter_map(|policy| cx.place(&policy.id()));
            let mut places: Vec<Span> = places.collect();
            places.sort_unstable();
            let mut finding = out
                .finding(
                    places.pop(),
                    format!("`{}` has {} permissive policies for {} by {whom}: {}", cx.shown(name), policies.len(), join(&commands), join(&written)),
                )
                .note("Postgres computes all of them for each row and lets a row through that one of them lets through")
                .help("join them with `or` in one policy, or write `as: restrictive` on one that is meant to restrict the others");
            for place in places {
                finding = finding.also(place, "applies as well");
            }
            out.push(finding);
        }
    }
}

fn words<'a>(roles: &BTreeSet<&'a Ident>) -> Vec<&'a str> {
    roles.iter().map(|role| role.as_str()).collect()
}

type Overlaps<'a> = BTreeMap<Vec<&'a Ident>, (BTreeSet<&'a Ident>, Vec<&'static str>)>;

/// The sets of policies that meet, each with the roles and commands where it does.
fn overlaps<'a>(cx: &Context, facts: &Facts<'a>) -> Overlaps<'a> {
    let mut found = Overlaps::new();
    let permissive: Vec<&'a Policy> =
        facts.policies.iter().copied().filter(|policy| policy.mode == Mode::Permissive).collect();
    if permissive.len() < 2 {
        return found;
    }
    let roles: BTreeSet<&Ident> = permissive.iter().flat_map(|policy| &policy.to).collect();
    for role in roles.into_iter().filter(|role| !cx.bypasses_row_security(role)) {
        for (command, _) in COMMANDS {
            let policies: Vec<&Ident> = facts.permissive(role, *command).map(|policy| &policy.name).collect();
            if policies.len() > 1 {
                let (roles, commands) = found.entry(policies).or_default();
                roles.insert(role);
                if !commands.contains(&command.word()) {
                    commands.push(command.word());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    #[test]
    fn all_and_public_overlap_with_the_rest() {
        let yaml = "table: t
columns: { id: { type: uuid, primary_key: true } }
policies:
  - { name: everything, to: [service_role, authenticated], using: id is null }
  - { name: see, to: public, for: select, using: id is null }
  - { name: mine, to: service_role, for: select, using: id is null }
  - { name: never, to: authenticated, for: select, using: id is null, as: restrictive }
";
        assert_eq!(
            findings("multiple_permissive", yaml),
            ["5: `t` has 2 permissive policies for select by authenticated: `everything` and `see`"]
        );
    }
}
