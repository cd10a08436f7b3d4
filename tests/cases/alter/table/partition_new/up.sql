-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.logs_2
--   create table public.logs_3
--   create table public.logs_4
--   create table public.logs_4_1
--   create index public.own
--   create row security public.logs_2
--   create row security public.logs_3
--   create row security public.logs_4
--   create row security public.logs_4_1
-- Hazards:
--   table_scan: index public.own
--   access_narrowed: row security public.logs_2
--   access_narrowed: row security public.logs_3
--   access_narrowed: row security public.logs_4
--   access_narrowed: row security public.logs_4_1

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
create table public.logs_2 (
  like public.logs including constraints including defaults including generated including storage including compression,
  constraint early check (at < '2027-01-01')
);
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-03-01');
create unlogged table public.logs_3 (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_3 for values from ('2026-03-01') to ('2026-04-01');
create table public.logs_4 (like public.logs including constraints including defaults including generated including storage including compression) partition by range (at);
alter table public.logs attach partition public.logs_4 for values from ('2026-04-01') to ('2026-05-01');
create table public.logs_4_1 partition of public.logs_4 for values from ('2026-04-01') to ('2026-04-15');
create index own on public.logs_2 using btree (at, note);
alter table public.logs_2 enable row level security;
alter table public.logs_3 enable row level security;
alter table public.logs_4 enable row level security;
alter table public.logs_4_1 enable row level security;
comment on table public.logs_2 is 'Second.';

commit;
