-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_2
--   create partition public.logs_2
--   create column public.logs.title
--   create table public.logs_3
--   create table public.logs_3_1
--   create table public.logs_rest
--   create row security public.logs_3
--   create row security public.logs_3_1
--   create row security public.logs_rest
-- Hazards:
--   table_scan: partition public.logs_2
--   may_fail: partition public.logs_2
--   access_narrowed: row security public.logs_3
--   access_narrowed: row security public.logs_3_1
--   access_narrowed: row security public.logs_rest

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs detach partition public.logs_2;
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-02-15');
alter table public.logs add column title text;
create table public.logs_3 (like public.logs including constraints including defaults including generated including storage including compression) partition by list (n);
alter table public.logs attach partition public.logs_3 for values from ('2026-03-01') to ('2026-04-01');
create table public.logs_3_1 partition of public.logs_3 for values in (1);
create table public.logs_rest (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_rest default;
alter table public.logs_3 enable row level security;
alter table public.logs_3_1 enable row level security;
alter table public.logs_rest enable row level security;
comment on table public.logs_1 is 'First.';

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_title_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_title_idx') and not indisvalid) then
    drop index public.logs_1_title_idx;
  end if;
end $$;
create index concurrently if not exists logs_1_title_idx on public.logs_1 using btree (title);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_title_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_title_idx') and not indisvalid) then
    drop index public.logs_2_title_idx;
  end if;
end $$;
create index concurrently if not exists logs_2_title_idx on public.logs_2 using btree (title);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_title_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create index logs_title_idx on public.logs using btree (title);

commit;
