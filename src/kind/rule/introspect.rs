//! Rules in a live database.

use serde::Deserialize;

use super::{Event, Rule};
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::kind::trigger::Enabled;
use crate::name::{Ident, Name};
use crate::sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select w.oid::bigint, r.schema, r.name as table, w.rulename as name, w.ev_type as event, w.is_instead as instead,
       w.ev_enabled as enabled, $printed(pg_get_ruledef(w.oid)) as definition, d.description as comment
     from pg_rewrite w
     join $relations r on r.oid = w.ev_class
     $comment(pg_rewrite, w.oid)
     where w.rulename <> '_RETURN' and $own(pg_rewrite, w.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    name: Ident,
    event: char,
    instead: bool,
    enabled: char,
    definition: Printed,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, table, name, event, instead, enabled, definition, comment } = self;
        let definition = definition.text();
        let clauses = sql::rule_clauses(&definition);
        let unread = clauses.is_none();
        let (condition, commands) = clauses.unwrap_or_default();
        let rule = Rule {
            table: Name { schema, name: table },
            name,
            event: match event {
                '2' => Event::Update,
                '3' => Event::Insert,
                _ => Event::Delete,
            },
            condition,
            instead,
            commands,
            enabled: Enabled::of(enabled),
        };
        let id = found.define(rule, [Address::new("pg_rewrite", oid)]);
        if unread {
            found.partly(&id, "commands", &definition);
        }
        found.comment(&id, comment);
    }
}
