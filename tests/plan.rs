//! Plans from what a server printed: names that change are followed through all that nobody wrote down.
#![cfg(feature = "live")]

#[expect(dead_code, reason = "the state is built on whatever server is at hand")]
mod support;

use std::collections::BTreeSet;

use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::lower::lower;
use schemac::preview::{self, State, script};
use schemac::report::{Format, render};
use schemac::source::Sources;

/// A database that was made by hand, and holds more than the project knows.
const BEFORE: &str = "
create schema app;
create type app.mood as enum ('good', 'bad');
create table app.members (id bigint generated always as identity primary key, nick text unique check (nick <> ''), mood app.mood default 'bad');
create index by_nick on app.members (lower(nick));
create function app.is_bad(m app.mood) returns boolean language sql immutable set search_path = '' return m = 'bad';
create materialized view app.counted as select nick, count(*) from app.members where app.is_bad(mood) group by nick;
-- What nobody declares stays, under the names that it mentions then.
create view app.unmanaged as select nick, mood = 'bad' as bad from app.members;
create table app.notes (id int primary key, member_id bigint references app.members);
";

const AFTER: &str = "
schema: core
renamed_from: app
---
enum: core.feeling
renamed_from: mood
values: [good, { name: awful, renamed_from: bad }]
---
function: core.is_bad
arguments: [{ name: m, type: core.feeling }]
returns: boolean
language: sql
volatility: immutable
atomic: true
body: return m = 'awful'
grants: { public: [execute] }
---
table: core.people
renamed_from: members
rls: { enabled: false, reason: Nobody else is let in. }
columns:
  id: { type: bigint, identity: always, primary_key: true }
  name: { type: text, renamed_from: nick, unique: true, check: name <> '' }
  feeling: { type: core.feeling, renamed_from: mood, default: awful }
indexes: [{ name: by_name, columns: [{ expression: lower(name) }] }]
---
materialized_view: core.counted
query: select name, count(*) from core.people where core.is_bad(feeling) group by name
";

const PLANNED: &[&str] = &[
    "alter schema app rename to core;",
    "alter type core.mood rename to feeling;",
    "alter table core.members rename to people;",
    "alter table core.people rename column mood to feeling;",
    "alter table core.people rename column nick to name;",
    "alter type core.feeling rename value 'bad' to 'awful';",
    "alter materialized view core.counted rename column nick to name;",
    "alter table core.people rename constraint members_nick_check to people_name_check;",
    "alter table core.people rename constraint members_nick_key to people_name_key;",
    "alter table core.people rename constraint members_pkey to people_pkey;",
    "alter index core.by_nick rename to by_name;",
    "alter sequence core.members_id_seq rename to people_id_seq;",
];

#[test]
fn new_names_are_carried_through_what_a_server_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("schemac.yaml", "project: names\nschema: core\nplatform: postgres\n");
    write("schema.yaml", AFTER);
    let before = folder.path().join("before");
    std::fs::create_dir(&before).expect("a folder");
    std::fs::write(before.join("1.sql"), BEFORE).expect("written");

    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut project = generate::projects(folder.path(), &mut sources, &mut out).expect("readable").remove(0);
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{}", render(&out, &sources, Format::Human, false));
    project.profile.search_path.clone_from(&lowered.search_path);
    let (state, allow) = (State::Migrations(before), BTreeSet::new());
    let steps = support::runtime().block_on(async {
        let ends = preview::ends(&project, &lowered, Some(&state), None, false, &mut sources, &mut out).await;
        let (ends, witness) = ends.expect("both ends").expect("readable");
        let steps = preview::preview(&project, &lowered, &ends, &allow, &mut out);
        let witness = witness.expect("a server");
        preview::prove(&project, &lowered, &ends, &steps, &witness, &mut out).await.expect("tried");
        steps
    });
    assert!(!out.has_errors(), "{}", render(&out, &sources, Format::Human, false));
    let text = script::script(&project, &steps).expect("a script");
    let mut planned: Vec<&str> = text.lines().filter(|line| line.starts_with("alter ")).collect();
    let mut wanted = PLANNED.to_vec();
    planned.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(planned, wanted, "{text}");
    for word in ["drop ", "create "] {
        assert!(!text.lines().any(|line| line.starts_with(word)), "{text}");
    }
}
