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
use schemac::step::Hazard;

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

/// The plan from a database that `before` makes to what `after` declares, or what is in its way.
fn plan(profile: &str, before: &str, after: &str, drop_unmanaged: bool) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("schemac.yaml", profile);
    write("schema.yaml", after);
    let state = folder.path().join("before");
    std::fs::create_dir(&state).expect("a folder");
    std::fs::write(state.join("1.sql"), before).expect("written");

    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut project = generate::projects(folder.path(), &mut sources, &mut out).expect("readable").remove(0);
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{}", render(&out, &sources, Format::Human, false));
    project.profile.search_path.clone_from(&lowered.search_path);
    let allow: BTreeSet<Hazard> = if drop_unmanaged { Hazard::ALL.iter().copied().collect() } else { BTreeSet::new() };
    let state = State::Migrations(state);
    let steps = support::runtime().block_on(async {
        let ends = preview::ends(&project, &lowered, Some(&state), None, drop_unmanaged, &mut sources, &mut out).await;
        let (ends, witness) = ends.expect("both ends").expect("readable");
        let steps = preview::preview(&project, &lowered, &ends, &allow, &mut out);
        let witness = witness.expect("a server");
        if !steps.is_empty() {
            preview::prove(&project, &lowered, &ends, &steps, &witness, &mut out).await.expect("tried");
        }
        steps
    });
    if out.has_errors() {
        return Err(render(&out, &sources, Format::Human, false));
    }
    Ok(script::script(&project, &steps).expect("a script"))
}

#[test]
fn new_names_are_carried_through_what_a_server_printed() {
    let text = plan("project: names\nschema: core\nplatform: postgres\n", BEFORE, AFTER, false)
        .unwrap_or_else(|error| panic!("{error}"));
    let mut planned: Vec<&str> = text.lines().filter(|line| line.starts_with("alter ")).collect();
    let mut wanted = PLANNED.to_vec();
    planned.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(planned, wanted, "{text}");
    for word in ["drop ", "create "] {
        assert!(!text.lines().any(|line| line.starts_with(word)), "{text}");
    }
}

/// Postgres lets a foreign key stand on the first of two equal keys, which goes here.
#[test]
fn a_foreign_key_comes_back_when_its_old_key_is_gone() {
    let before = "
create table people (id bigint not null unique, code text primary key);
create table letters (id bigint primary key, person_id bigint references people (id));
";
    let after = "
table: people
rls: { enabled: false, reason: Nobody else is let in. }
columns: { id: { type: bigint, primary_key: true }, code: { type: text, null: false } }
---
table: letters
rls: { enabled: false, reason: Nobody else is let in. }
columns: { id: { type: bigint, primary_key: true }, person_id: { type: bigint, references: people(id) } }
";
    let text =
        plan("project: letters\nplatform: postgres\n", before, after, false).unwrap_or_else(|error| panic!("{error}"));
    let at = |line: &str| text.find(line).unwrap_or_else(|| panic!("`{line}` in\n{text}"));
    let old = at("alter table public.people drop constraint people_id_key;");
    let back = at("alter table public.letters add constraint letters_person_id_fkey");
    assert!(old < back, "{text}");
}

#[test]
fn nothing_goes_under_what_is_not_part_of_the_plan() {
    let before = "
create schema app;
create function app.compare(a int4, b int4) returns int4 language sql immutable return sign(a - b)::int4;
create operator class app.plain for type int4 using btree as
  operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 app.compare(int4, int4);
create table app.numbers (id int primary key, n int not null, m int);
create schema other;
create view other.seen as select id, n from app.numbers;
";
    let after = "
schema: app
---
table: app.numbers
rls: { enabled: false, reason: Nobody else is let in. }
columns: { id: { type: int, primary_key: true }, n: { type: bigint, null: false } }
";
    let profile = "project: numbers\nschema: app\nplatform: postgres\nallow: [data_loss, table_rewrite]\n";
    let report = plan(profile, before, after, false).expect_err("a view is in the way");
    assert!(report.contains("column app.numbers.n cannot go, or be made anew"), "{report}");
    assert!(report.contains("view other.seen depends on it"), "{report}");
    assert!(!report.contains("app.numbers.m"), "{report}");

    let report = plan(profile, before, after, true).expect_err("an operator class is in the way");
    assert!(report.contains("function app.compare(integer, integer) cannot go, or be made anew"), "{report}");
    assert!(report.contains("operator class app.plain using btree depends on it"), "{report}");
    assert!(!report.contains("other.seen"), "{report}");
}

const KEPT_OUT: &str = "
create type mood as enum ('good', 'bad');
create domain rank as int;
create table tags (id int primary key, name text);
create table members (id int, nick text, mail text, tag int, level int);
create table notes (id int primary key, mood mood, felt text, stars text, short text, small int, bits varbit, rank rank);
insert into members values (1, null, 'a@b', 7, 0), (1, 'x', 'a@b', null, 1);
insert into notes values (1, 'bad', 'well', 'many', 'abcd', 70000, '10101', -1);
";

const WITH_RULES: &str = "
table: tags
rls: { enabled: false, reason: Nobody else is let in. }
columns: { id: { type: int, primary_key: true }, name: text, added: { type: text, null: false } }
---
table: members
rls: { enabled: false, reason: Nobody else is let in. }
columns:
  id: { type: int, primary_key: true }
  nick: { type: text, null: false }
  mail: { type: text, unique: true }
  tag: { type: int, references: tags }
  level: { type: int, check: level > 0 }
  named: { type: text, null: false }
  filled: { type: text, null: false, backfill: mail }
---
enum: mood
values: [good]
---
enum: feeling
values: [fine]
---
{ domain: word, type: text, null: false }
---
{ domain: rank, type: int, checks: { positive: value > 0 } }
---
table: notes
rls: { enabled: false, reason: Nobody else is let in. }
columns:
  id: { type: int, primary_key: true }
  mood: mood
  felt: feeling
  stars: int
  word: word
  short: varchar(3)
  small: smallint
  bits: bit(3)
  rank: rank
";

/// What the rows keep from coming, and what they let come.
#[test]
fn rows_in_the_way_are_found_before_anything_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("schemac.yaml", "project: rows\nplatform: postgres\nallow: [table_rewrite]\n");
    write("schema.yaml", WITH_RULES);
    write("before.sql", KEPT_OUT);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let project = generate::projects(folder.path(), &mut sources, &mut out).expect("readable").remove(0);
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    let state = State::Migrations(folder.path().to_owned());
    let profile = &project.profile;
    support::runtime().block_on(async {
        let ends = preview::ends(&project, &lowered, Some(&state), None, false, &mut sources, &mut out).await;
        let (ends, witness) = ends.expect("both ends").expect("readable");
        let steps = preview::preview(&project, &lowered, &ends, &BTreeSet::new(), &mut out);
        assert!(!out.has_errors(), "{}", render(&out, &sources, Format::Human, false));
        let mut database = witness.expect("a server").server.database().await.expect("a database");
        database.execute(KEPT_OUT).await.expect("built");
        preview::rows::look(database.connection(), &ends, &steps, profile, &lowered, &mut out).await.expect("looked");
        let found: Vec<String> = out.iter().map(|own| own.message.clone()).collect();
        let kept = |id: &str| format!("rows in the database keep {id} from becoming what is declared");
        let wanted = [
            "enum public.mood",
            "domain public.rank",
            "column public.notes.felt",
            "column public.notes.stars",
            "column public.notes.word",
            "column public.notes.bits",
            "column public.notes.short",
            "column public.notes.small",
            "column public.members.nick",
            "column public.members.named",
            "constraint public.members.members_level_check",
            "constraint public.members.members_mail_key",
            "constraint public.members.members_pkey",
            "constraint public.members.members_tag_fkey",
        ];
        assert_eq!(found.iter().collect::<BTreeSet<_>>(), wanted.map(kept).iter().collect(), "{found:#?}");

        let repaired = "update members set id = 2, nick = 'y', mail = 'b@c', tag = null, level = 2 where nick is null;
            update notes set mood = null, felt = 'fine', stars = '5', short = 'abc  ', small = 7, bits = '101', rank = 1";
        database.execute("reset default_transaction_read_only").await.expect("reset");
        database.execute(repaired).await.expect("repaired");
        let mut out = Diagnostics::default();
        preview::rows::look(database.connection(), &ends, &steps, profile, &lowered, &mut out).await.expect("looked");
        let found: Vec<String> = out.iter().map(|own| own.message.clone()).collect();
        assert_eq!(found, [kept("column public.members.named"), kept("column public.notes.word")]);
    });
}
