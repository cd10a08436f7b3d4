-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default public.logs_2.n
--   create constraint public.logs_2.logs_2_note_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 alter column n set default 5;
alter table public.logs_2 add constraint logs_2_note_not_null check (note is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_note_key_new
-- Hazards:
--   may_fail: index public.logs_2_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_2
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_note_key_new') and not indisvalid) then
    drop index public.logs_2_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_2_note_key_new on public.logs_2 using btree (note);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.own

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_2
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.own') and not indisvalid) then
    drop index public.own;
  end if;
end $$;
create index concurrently if not exists own on public.logs_2 using btree (n);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs_2.logs_2_note_not_null
-- Hazards:
--   may_fail: constraint public.logs_2.logs_2_note_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 validate constraint logs_2_note_not_null;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs_2.note
--   create constraint public.logs_2.logs_2_note_key
--   drop constraint public.logs_2.logs_2_note_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 alter column note set not null;
alter table public.logs_2 add constraint logs_2_note_key unique using index logs_2_note_key_new;
alter table public.logs_2 drop constraint logs_2_note_not_null;

commit;
