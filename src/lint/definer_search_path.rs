//! A function that runs with its owner's rights and looks names up where others may put objects.

use std::collections::BTreeSet;

use super::context::{holds, is_public};
use super::{Context, Findings};
use crate::kind::function::Function;
use crate::kind::grants::Privilege;
use crate::kind::{Define, Id, Kind};
use crate::name::{self, Ident, Name};

pub fn check(cx: &Context, out: &mut Findings) {
    let foreign: BTreeSet<&Name> = cx
        .tables
        .values()
        .filter(|facts| facts.table.is_none())
        .flat_map(|facts| &facts.triggers)
        .map(|trigger| &trigger.function)
        .collect();
    for function in cx.functions.values().flatten().filter(|function| function.security_definer) {
        let written = cx.shown(&function.name);
        let place = cx.place(&function.id());
        let finding = match function.set.get("search_path") {
            None => {
                let message =
                    format!("`{written}` runs with its owner's rights, but looks names up on the caller's search path");
                let mut finding = if foreign.contains(&function.name) || callable(cx, function) {
                    out.severe(place, message)
                } else {
                    out.finding(place, message)
                };
                if foreign.contains(&function.name) {
                    finding = finding.note("its trigger is on a table of another role, whose search path will not find our tables: the statement that fires it fails");
                }
                finding.note("whoever may create objects on that path can have their own run instead of what is meant")
            }
            Some(path) => match weakness(cx, path) {
                Some(weakness) => {
                    out.finding(place, format!("`{written}` runs with its owner's rights, and {weakness}"))
                }
                None => continue,
            },
        };
        out.push(finding.help("write `set: { search_path: '' }`, and every name in the body with its schema"));
    }
}

/// Whether a request from outside can call the function.
fn callable(cx: &Context, function: &Function) -> bool {
    let roles = cx.profile.api_roles().iter().copied().chain(["public"]);
    cx.grants(&function.id())
        .is_none_or(|grants| roles.map(Ident::from).any(|role| holds(grants, &role, Privilege::Execute)))
}

/// What is wrong with a search path that is set.
fn weakness(cx: &Context, path: &str) -> Option<String> {
    let schemas: Vec<Ident> = path
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(|part| name::split(part).ok()?.pop())
        .collect();
    if schemas.iter().any(|schema| schema.as_str() == "$user") {
        return Some("`$user` in its search path is a schema that the caller chooses".to_owned());
    }
    if let Some(schema) = schemas.iter().find(|schema| writable(cx, schema)) {
        return Some(format!("everybody may create objects in `{}`, which is on its search path", schema.as_str()));
    }
    // Postgres looks at temporary tables first, unless the path says where.
    let hidden = schemas.is_empty() || schemas.last().is_some_and(|schema| schema.as_str() == "pg_temp");
    (!hidden).then(|| "its search path lets temporary tables of the caller come first".to_owned())
}

fn writable(cx: &Context, schema: &Ident) -> bool {
    let granted = cx.grants(&Id::global(Kind::Schema, schema)).is_some_and(|grants| {
        grants.to.iter().any(|(role, rights)| {
            (cx.is_api_role(role) || is_public(role)) && rights.privileges.contains(&Privilege::Create)
        })
    });
    // Before 15 everybody may create in `public`.
    granted || schema.as_str() == "public" && cx.profile.postgres < 15
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{findings, lint_with};

    const RULE: &str = "definer_search_path";
    const FUNCTION: &str =
        "function: f\nreturns: trigger\nlanguage: plpgsql\nsecurity: definer\nbody: begin return new; end\n";

    #[test]
    fn the_path_has_to_be_fixed() {
        let set = |path: &str| findings(RULE, &format!("{FUNCTION}set: {{ search_path: {path} }}\n"));
        assert_eq!(findings(RULE, FUNCTION), [""; 0]);
        assert_eq!(
            set("null"),
            ["1: `f` runs with its owner's rights, but looks names up on the caller's search path"]
        );
        assert_eq!(
            set("public"),
            ["1: `f` runs with its owner's rights, and its search path lets temporary tables of the caller come first"]
        );
        assert_eq!(set("[pg_catalog, public, pg_temp]"), [""; 0]);
        let old = lint_with("postgres: 14", &format!("{FUNCTION}set: {{ search_path: [public, pg_temp] }}\n"));
        assert_eq!(
            old.of(RULE),
            [
                "1: `f` runs with its owner's rights, and everybody may create objects in `public`, which is on its search path"
            ]
        );
    }

    #[test]
    fn what_others_fire_or_call_is_an_error() {
        let error = ["error 1: `f` runs with its owner's rights, but looks names up on the caller's search path"];
        let open = format!("{FUNCTION}set: {{ search_path: null }}\n");
        let trigger = "---\ntrigger: g\non: auth.users\ntiming: after\nevents: [insert]\nfunction: f\n";
        assert_eq!(findings(RULE, &format!("{open}{trigger}")), error);
        assert_eq!(findings(RULE, &format!("{open}grants: {{ anon: [execute] }}\n")), error);
    }
}
