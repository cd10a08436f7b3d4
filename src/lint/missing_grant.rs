//! A policy that no grant reaches: it stands there, and Postgres answers "permission denied".

use std::collections::HashMap;

use super::context::{COMMANDS, Facts, holds, is_public};
use super::{Context, Findings, join};
use crate::kind::default_privileges::{DefaultPrivileges, Sort};
use crate::kind::grants::Privilege;
use crate::kind::policy::{Command, Mode, Policy};
use crate::kind::{Define, Id, Kind};
use crate::name::{Ident, Name};
use crate::sql::{self, Form, Parsed};

pub fn check(cx: &Context, out: &mut Findings) {
    let mut known = HashMap::new();
    for (name, facts) in cx.tables.iter().filter(|(_, facts)| facts.grants.is_some()) {
        for policy in facts.policies.iter().filter(|policy| policy.mode == Mode::Permissive) {
            table(cx, name, facts, policy, out);
            conditions(cx, facts, policy, &mut known, out);
        }
    }
}

/// The roles of a policy that row security holds, and of which we know the name.
fn roles<'p>(cx: &Context, facts: &Facts, policy: &'p Policy) -> impl Iterator<Item = &'p Ident> {
    policy.to.iter().filter(move |role| {
        let indirect = matches!(role.as_str(), "current_user" | "session_user" | "current_role");
        !indirect && facts.owner != Some(role) && !cx.bypasses_row_security(role)
    })
}

/// Whether the roles of a policy hold a right to its table, and may enter the schema.
fn table(cx: &Context, name: &Name, facts: &Facts, policy: &Policy, out: &mut Findings) {
    let commands: Vec<_> =
        COMMANDS.iter().filter(|(c, _)| policy.command == *c || policy.command == Command::All).collect();
    let (mut shut, mut outside) = (Vec::new(), Vec::new());
    for role in roles(cx, facts, policy) {
        let reached = |privilege: Privilege| {
            let others = || facts.grants.into_iter().flat_map(|grants| grants.to.keys());
            facts.holds(role, privilege)
                || by_default(cx, &name.schema, role, privilege)
                || is_public(role)
                    && others().any(|other| !cx.bypasses_row_security(other) && facts.holds(other, privilege))
        };
        if !commands.iter().any(|(_, privilege)| reached(*privilege)) {
            shut.push(role.as_str());
        } else if !may_enter(cx, &name.schema, role) {
            outside.push(role.as_str());
        }
    }
    let (name, words) = (cx.shown(name), join(&commands.iter().map(|(c, _)| c.word()).collect::<Vec<_>>()));
    let (place, written) = (cx.place(&policy.id()), policy.name.as_str());
    if let Some(first) = shut.first() {
        let finding = out
            .finding(
                place,
                format!("the policy `{written}` lets {} {words} rows of `{name}`, but no grant does", join(&shut)),
            )
            .note("policies choose rows, grants open the table: without one the answer is \"permission denied\"")
            .help(format!(
                "add `grants: {{ {first}: [{}] }}` to the table, or remove the policy",
                words.replace(" and ", ", ")
            ));
        out.push(finding);
    }
    if let Some(first) = outside.first() {
        let schema = policy.table.schema.as_str();
        let finding = out
            .finding(
                place,
                format!(
                    "the policy `{written}` lets {} into `{name}`, but not into the schema `{schema}`",
                    join(&outside)
                ),
            )
            .help(format!("add `grants: {{ {first}: [usage] }}` to the declaration `schema: {schema}`"));
        out.push(finding);
    }
}

/// Whether a role may run what the conditions of a policy call and read: they are computed with the role's own rights.
fn conditions<'a>(
    cx: &Context<'a>,
    facts: &Facts,
    policy: &'a Policy,
    known: &mut HashMap<&'a str, Option<Parsed>>,
    out: &mut Findings,
) {
    let (mut calls, mut reads) = (Vec::new(), Vec::new());
    for text in policy.using.iter().chain(&policy.with_check).map(sql::Sql::as_str) {
        let Some(parsed) = known.entry(text).or_insert_with(|| parsed(text)) else {
            continue;
        };
        calls.extend(
            parsed.functions.iter().filter_map(|call| cx.resolve(call, &|name| cx.functions.contains_key(name))),
        );
        reads.extend(parsed.relations.iter().filter_map(|read| cx.resolve(read, &|name| cx.tables.contains_key(name))));
    }
    calls.sort();
    calls.dedup();
    reads.sort();
    reads.dedup();
    for role in roles(cx, facts, policy).filter(|role| !is_public(role)) {
        let runs = |name: &Name| {
            let mut functions = cx.functions.get(name).into_iter().flatten();
            functions
                .any(|function| cx.grants(&function.id()).is_none_or(|grants| holds(grants, role, Privilege::Execute)))
        };
        let sees = |name: &Name| {
            cx.tables.get(name).is_none_or(|facts| {
                facts.grants.is_none() || facts.owner == Some(role) || facts.holds(role, Privilege::Select)
            })
        };
        let denied = calls.iter().filter(|name| !runs(name)).map(|name| (name, "calls", "execute"));
        for (name, does, privilege) in
            denied.chain(reads.iter().filter(|name| !sees(name)).map(|name| (name, "reads", "select")))
        {
            let (role, written, name) = (role.as_str(), policy.name.as_str(), cx.shown(name));
            let finding = out
                .finding(
                    cx.place(&policy.id()),
                    format!(
                        "the policy `{written}` of `{}` {does} `{name}`, which {role} may not",
                        cx.shown(&policy.table)
                    ),
                )
                .note("conditions are computed with the rights of the role that asks")
                .help(format!("add `grants: {{ {role}: [{privilege}] }}` to `{name}`"));
            out.push(finding);
        }
    }
}

/// What a condition names; parsed only if it may call or read something of ours.
fn parsed(text: &str) -> Option<Parsed> {
    let rest = text.replace("(select auth.uid())", "");
    if rest.contains('(') { sql::parse(text, Form::Expression).ok() } else { None }
}

/// Whether a role gets a privilege on new tables by itself. Where a platform does that, our grants begin with taking it back.
fn by_default(cx: &Context, schema: &Ident, role: &Ident, privilege: Privilege) -> bool {
    let given = |rights: &&DefaultPrivileges| {
        let here = rights.on == Sort::Tables && rights.in_schema.as_ref().is_none_or(|s| s == schema);
        here && [role, &Ident::from("public")]
            .iter()
            .filter_map(|role| rights.to.get(*role))
            .any(|held| held.privileges.contains(&privilege))
    };
    cx.profile.default_grantees().is_empty() && cx.default_privileges.iter().any(given)
}

/// Whether a role may use a schema. One that is not ours has rights of its own.
fn may_enter(cx: &Context, schema: &Ident, role: &Ident) -> bool {
    let id = Id::global(Kind::Schema, schema);
    cx.lowered.catalog.get(&id).is_none()
        || is_public(role)
        || cx.grants(&id).is_some_and(|grants| holds(grants, role, Privilege::Usage))
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    const RULE: &str = "missing_grant";
    const TABLE: &str = "table: t\ncolumns: { id: { type: uuid, primary_key: true } }\n";

    #[test]
    fn a_policy_needs_a_grant() {
        let policy = "policies: [{ name: p, for: select, to: [anon, authenticated], using: id is null }]\n";
        let grants = |roles: &str| findings(RULE, &format!("{TABLE}{policy}grants: {{ {roles} }}\n"));
        assert_eq!(
            grants("authenticated: [insert]"),
            ["3: the policy `p` lets anon and authenticated select rows of `t`, but no grant does"]
        );
        assert_eq!(
            grants("authenticated: [select]"),
            ["3: the policy `p` lets anon select rows of `t`, but no grant does"]
        );
        assert_eq!(grants("anon: { columns: { select: [id] } }, authenticated: [select]"), [""; 0]);
        assert_eq!(grants("public: [select]"), [""; 0]);
    }

    #[test]
    fn a_schema_of_ours_needs_one_too() {
        let yaml = |grants: &str| {
            format!(
                "schema: app\n{grants}---\n{}access: {{ anon: {{ select: all }} }}\n",
                TABLE.replace("table: t", "table: app.t")
            )
        };
        assert_eq!(
            findings(RULE, &yaml("")),
            ["5: the policy `anon_select_all` lets anon into `app.t`, but not into the schema `app`"]
        );
        assert_eq!(findings(RULE, &yaml("grants: { anon: [usage] }\n")), [""; 0]);
    }

    #[test]
    fn conditions_are_computed_with_the_rights_of_the_role() {
        let yaml = |grants: &str, select: &str| {
            format!(
                "{TABLE}access: {{ anon: {{ select: {{ where: f() and id in (select id from u) }} }} }}\n---
function: f\nreturns: boolean\nlanguage: sql\nbody: select true\n{grants}---\n{}access: {{ anon: {{ select: {select} }} }}\n",
                TABLE.replace("table: t", "table: u")
            )
        };
        assert_eq!(
            findings(RULE, &yaml("", "none")),
            [
                "3: the policy `anon_select_where` of `t` calls `f`, which anon may not",
                "3: the policy `anon_select_where` of `t` reads `u`, which anon may not"
            ]
        );
        assert_eq!(findings(RULE, &yaml("grants: { anon: [execute] }\n", "all")), [""; 0]);
    }
}
