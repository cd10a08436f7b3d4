//! Triggers in a live database.

use serde::Deserialize;

use super::{Deferral, Enabled, Event, Timing, Trigger};
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::kind::{Id, Kind};
use crate::name::{Ident, Name};
use crate::sql;

/// Those that Postgres made itself are left out: the ones behind foreign keys, and on a partition those that its parent has.
pub const QUERIES: &[Query] = &[
    Query::new::<Row>(
        "select t.oid::bigint, r.schema, r.name as table, t.tgname as name, t.tgtype as type, t.tgenabled as enabled,
           n.nspname as function_schema, p.proname as function, t.tgoldtable as old_table, t.tgnewtable as new_table,
           case when t.tgqual is not null then $printed(pg_get_triggerdef(t.oid)) end as definition,
           (select json_agg(a.attname order by k.at) from unnest(t.tgattr) with ordinality k (number, at)
            join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = k.number) as columns,
           case when t.tgnargs > 0 then (
             select json_agg(convert_from(substring(t.tgargs from z.before + 2 for z.at - z.before - 1), getdatabaseencoding()) order by z.at)
             from (select at, coalesce(lag(at) over (order by at), -1) as before from generate_series(0, length(t.tgargs) - 1) at
                   where get_byte(t.tgargs, at) = 0) z) end as arguments,
           t.tgconstraint <> 0 as is_constraint, t.tgdeferrable as deferrable, t.tginitdeferred as initially_deferred,
           fn.nspname as from_schema, f.relname as from, d.description as comment
         from pg_trigger t
         join $relations r on r.oid = t.tgrelid
         join pg_proc p on p.oid = t.tgfoid
         join pg_namespace n on n.oid = p.pronamespace
         left join pg_class f on f.oid = t.tgconstrrelid
         left join pg_namespace fn on fn.oid = f.relnamespace
         $comment(pg_trigger, t.oid)
         where not t.tgisinternal and t.tgparentid = 0 and $own(pg_trigger, t.oid)",
    ),
    Query::new::<Partition>(
        "select r.schema, r.name as table, p.tgname as name, q.schema as parent_schema, q.name as parent, t.tgenabled as enabled
         from pg_trigger t
         join pg_trigger p on p.oid = t.tgparentid
         join $relations r on r.oid = t.tgrelid
         join $relations q on q.oid = p.tgrelid
         left join pg_constraint k on k.oid = t.tgconstraint
         where t.tgenabled <> p.tgenabled and coalesce(k.contype = 't', true)",
    ),
    Query::new::<Unenforced>(
        "select distinct r.schema, r.name as table, k.conname as name
         from pg_trigger t
         join $relations r on r.oid = t.tgrelid
         join pg_constraint k on k.oid = t.tgconstraint
         where t.tgisinternal and t.tgenabled <> 'O' and k.contype <> 't'",
    ),
];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    name: Ident,
    #[serde(rename = "type")]
    bits: u16,
    enabled: char,
    function_schema: Ident,
    function: Ident,
    old_table: Option<Ident>,
    new_table: Option<Ident>,
    definition: Option<Printed>,
    columns: Option<Vec<Ident>>,
    arguments: Option<Vec<String>>,
    is_constraint: bool,
    deferrable: bool,
    initially_deferred: bool,
    from_schema: Option<Ident>,
    from: Option<Ident>,
    comment: Option<String>,
}

/// The bits of `tgtype` (`catalog/pg_trigger.h`).
const ROW: u16 = 1;
const BEFORE: u16 = 1 << 1;
const INSERT: u16 = 1 << 2;
const DELETE: u16 = 1 << 3;
const UPDATE: u16 = 1 << 4;
const TRUNCATE: u16 = 1 << 5;
const INSTEAD: u16 = 1 << 6;

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row {
            oid,
            schema,
            table,
            name,
            bits,
            enabled,
            function_schema,
            function,
            old_table,
            new_table,
            definition,
            columns,
            arguments,
            is_constraint,
            deferrable,
            initially_deferred,
            from_schema,
            from,
            comment,
        } = self;
        let is = |bit: u16| bits & bit != 0;
        let events = [
            (INSERT, Event::Insert),
            (UPDATE, Event::Update(columns.unwrap_or_default())),
            (DELETE, Event::Delete),
            (TRUNCATE, Event::Truncate),
        ];
        let from = from_schema.zip(from).map(|(schema, name)| Name { schema, name });
        let definition = definition.map(Printed::text);
        let when = definition.as_deref().and_then(sql::trigger_condition);
        let unread = definition.is_some() && when.is_none();
        let trigger = Trigger {
            table: Name { schema, name: table },
            name,
            timing: match (is(BEFORE), is(INSTEAD)) {
                (true, _) => Timing::Before,
                (false, true) => Timing::InsteadOf,
                (false, false) => Timing::After,
            },
            events: events.into_iter().filter(|(bit, _)| is(*bit)).map(|(_, event)| event).collect(),
            for_each_statement: !is(ROW),
            when,
            function: Name { schema: function_schema, name: function },
            arguments: arguments.unwrap_or_default(),
            constraint: is_constraint.then_some(Deferral { deferrable, initially_deferred, from }),
            old_table,
            new_table,
            enabled: Enabled::of(enabled),
        };
        let id = found.define(trigger, [Address::new("pg_trigger", oid)]);
        if unread {
            found.partly(&id, "condition", &definition.unwrap_or_default());
        }
        found.comment(&id, comment);
    }
}

/// A trigger that is enabled otherwise on a partition than on its parent.
#[derive(Deserialize)]
struct Partition {
    schema: Ident,
    table: Ident,
    name: Ident,
    parent_schema: Ident,
    parent: Ident,
    enabled: char,
}

impl introspect::Row for Partition {
    fn read(self, found: &mut Found) {
        let Partition { schema, table, name, parent_schema, parent, enabled } = self;
        let id = Id::of(Kind::Trigger, &Name { schema: parent_schema, name: parent }, &name);
        let partition = Name { schema, name: table };
        let state = Enabled::of(enabled).word();
        found.partly(&id, &format!("on the partition {partition}"), &format!("there it is enabled as `{state}`"));
    }
}

/// A constraint with triggers that do not fire as they do by themselves, as after DISABLE TRIGGER ALL.
#[derive(Deserialize)]
struct Unenforced {
    schema: Ident,
    table: Ident,
    name: Ident,
}

impl introspect::Row for Unenforced {
    fn read(self, found: &mut Found) {
        let Unenforced { schema, table, name } = self;
        let table = Name { schema, name: table };
        let id = Id::of(Kind::Constraint, &table, &name);
        found.partly(&id, &format!("triggers on {table}"), "they are disabled, or fire on replicas");
    }
}
