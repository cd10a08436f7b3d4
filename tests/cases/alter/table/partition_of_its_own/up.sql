-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs_2.note
--   alter default public.logs_2.n
-- Hazards:
--   table_scan: column public.logs_2.note
--   may_fail: column public.logs_2.note

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 alter column note set not null;
alter table public.logs_2 alter column n set default 5;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_note_key_new

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
--   create constraint public.logs_2.logs_2_note_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 add constraint logs_2_note_key unique using index logs_2_note_key_new;

commit;
