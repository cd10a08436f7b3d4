//! A view that shows rows which row security would hide from its reader.

use std::collections::BTreeMap;

use super::context::is_public;
use super::{Context, Findings, join};
use crate::kind::Object;
use crate::kind::grants::{Grants, Privilege};
use crate::name::{Ident, Name};
use crate::sql::{self, Form, Sql};

pub fn check(cx: &Context, out: &mut Findings) {
    let mut guarded = BTreeMap::new();
    for (_, object) in cx.lowered.catalog.iter() {
        let (name, query) = match object {
            Object::View(view) if !view.security_invoker => (&view.name, &view.query),
            Object::MaterializedView(view) => (&view.name, &view.query),
            _ => continue,
        };
        let readers: Vec<&str> = cx.grants(&object.id()).map(|grants| readers(cx, grants)).unwrap_or_default();
        if !cx.exposed(&name.schema) || readers.is_empty() {
            continue;
        }
        let Some(table) = guarded_by(cx, query, &mut guarded) else { continue };
        let (written, table) = (cx.shown(name), cx.shown(&table));
        let stored = matches!(object, Object::MaterializedView(_));
        let message = if stored {
            format!("{} may read `{written}`, which stores rows of `{table}` without its row security", join(&readers))
        } else {
            format!("{} may read `{written}`, which shows rows of `{table}` without its row security", join(&readers))
        };
        let help = match (stored, cx.profile.postgres) {
            (true, _) => "put it into a schema that is not served, or take the grant away",
            (false, ..15) => {
                "put it into a schema that is not served, or take the grant away: `security_invoker` came with 15"
            }
            (false, _) => "remove `security_invoker: false`",
        };
        let note = if stored {
            "a materialized view has no row security of its own"
        } else {
            "it reads with the rights of its owner, whom row security does not hold"
        };
        out.push(out.finding(cx.place(&object.id()), message).note(note).help(help));
    }
}

/// The roles behind which requests from outside stand; on a platform that names none, all that hold the right.
fn readers<'a>(cx: &Context, grants: &'a Grants) -> Vec<&'a str> {
    let named = !cx.profile.api_roles().is_empty();
    let reads = |role: &Ident| {
        let rights = grants.to.get(role);
        rights.is_some_and(|rights| {
            rights.privileges.contains(&Privilege::Select) || rights.columns.contains_key(&Privilege::Select)
        })
    };
    let outside = |role: &Ident| {
        if named { cx.is_api_role(role) } else { is_public(role) || !cx.bypasses_row_security(role) }
    };
    grants.to.keys().filter(|role| outside(role) && reads(role)).map(Ident::as_str).collect()
}

/// A table with row security that a query reads, be it through other views. Tables of the platform are taken to have it.
fn guarded_by<'a>(cx: &Context<'a>, query: &'a Sql, known: &mut BTreeMap<&'a Sql, Option<Name>>) -> Option<Name> {
    if let Some(found) = known.get(query) {
        return found.clone();
    }
    // Stands until the answer is there, so that views in a circle end.
    known.insert(query, None);
    let mentions = sql::parse(query.as_str(), Form::Query)
        .map_or_else(|_| sql::mentions(query.as_str()), |parsed| parsed.relations);
    let exists = |name: &Name| {
        cx.tables.contains_key(name) || cx.views.contains_key(name) || cx.lowered.externals.tables.contains_key(name)
    };
    let found = mentions.iter().filter_map(|mention| cx.resolve(mention, &exists)).find_map(|name| {
        if let Some(view) = cx.views.get(&name) {
            return guarded_by(cx, &view.query, known);
        }
        let external = !cx.profile.api_roles().is_empty() && cx.lowered.externals.tables.contains_key(&name);
        (external || cx.tables.get(&name).is_some_and(|facts| facts.row_security)).then_some(name)
    });
    known.insert(query, found.clone());
    found
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{findings, lint_with};

    const RULE: &str = "security_definer_view";
    const TABLE: &str = "table: t\ncolumns: { id: { type: uuid, primary_key: true } }\n---\n";

    #[test]
    fn a_view_reads_as_its_reader() {
        let view = |more: &str| findings(RULE, &format!("{TABLE}view: v\nquery: select id from t\n{more}"));
        let granted = "grants: { anon: [select] }\n";
        assert_eq!(view(granted), [""; 0]);
        assert_eq!(view("security_invoker: false\n"), [""; 0]);
        assert_eq!(
            view(&format!("security_invoker: false\n{granted}")),
            ["error 4: anon may read `v`, which shows rows of `t` without its row security"]
        );
        assert_eq!(
            view(&format!("---\nview: w\nquery: select * from v\nsecurity_invoker: false\n{granted}")),
            ["error 7: anon may read `w`, which shows rows of `t` without its row security"]
        );
    }

    #[test]
    fn other_ways_around_row_security() {
        let users = "view: v\nsecurity_invoker: false\nquery: select email from auth.users\ngrants: { authenticated: [select] }\n";
        assert_eq!(
            findings(RULE, users),
            ["error 1: authenticated may read `v`, which shows rows of `auth.users` without its row security"]
        );
        let stored = format!("{TABLE}materialized_view: m\nquery: select id from t\ngrants: {{ anon: [select] }}\n");
        assert_eq!(
            findings(RULE, &stored),
            ["error 4: anon may read `m`, which stores rows of `t` without its row security"]
        );
        let old = format!("{TABLE}view: v\nquery: select id from t\ngrants: {{ anon: [select] }}\n");
        assert_eq!(lint_with("postgres: 14", &old).of(RULE).len(), 1);
    }
}
