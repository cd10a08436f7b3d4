-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_at_n_idx
-- Hazards:
--   may_fail: index public.logs_1_at_n_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_at_n_idx') and not indisvalid) then
    drop index public.logs_1_at_n_idx;
  end if;
end $$;
create unique index concurrently if not exists logs_1_at_n_idx on public.logs_1 using btree (at, n);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_at_n_key_new
-- Hazards:
--   may_fail: index public.logs_1_at_n_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_at_n_key_new') and not indisvalid) then
    drop index public.logs_1_at_n_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_1_at_n_key_new on public.logs_1 using btree (at, n);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs_1.logs_1_at_n_key
--   create index public.z
--   create constraint public.logs.logs_at_n_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs_1 add constraint logs_1_at_n_key unique using index logs_1_at_n_key_new;
create unique index z on public.logs using btree (at, n);
alter table public.logs add constraint logs_at_n_key unique (at, n);

commit;
