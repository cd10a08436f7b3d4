-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.logs.logs_at_n_key
--   drop constraint public.logs.positive
--   create constraint public.logs.positive

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs drop constraint logs_at_n_key;
alter table public.logs drop constraint positive;
alter table public.logs add constraint positive check (n > 1) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_at_note_key_new
-- Hazards:
--   may_fail: index public.logs_1_at_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_1
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_at_note_key_new') and not indisvalid) then
    drop index public.logs_1_at_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_1_at_note_key_new on public.logs_1 using btree (at, note);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_n_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_1
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_n_idx_new') and not indisvalid) then
    drop index public.logs_1_n_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_1_n_idx_new on public.logs_1 using btree (n) where note = 'b';
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.positive
-- Hazards:
--   may_fail: constraint public.logs.positive

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint positive;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.logs_n_idx
--   drop index public.logs_note_idx
--   create constraint public.logs.logs_at_note_key
--   create index public.logs_n_idx
--   create constraint public.logs_1.logs_1_at_note_key
--   create index public.logs_1_n_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
drop index public.logs_n_idx;
drop index public.logs_note_idx;

-- table public.logs_1
alter table public.logs_1 add constraint logs_1_at_note_key unique using index logs_1_at_note_key_new;
alter index public.logs_1_n_idx_new rename to logs_1_n_idx;

-- table public.logs
alter table public.logs add constraint logs_at_note_key unique (at, note);
create index logs_n_idx on public.logs using btree (n) where note = 'b';

commit;
