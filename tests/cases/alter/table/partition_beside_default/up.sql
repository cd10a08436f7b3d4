-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.kinds_2
--   create partition public.kinds_2
--   create constraint public.bigs_rest.bigs_rest_bigs_2_excluded
--   create constraint public.kinds_rest.kinds_rest_partition
--   create table public.logs_2
--   create constraint public.logs_rest.logs_rest_logs_3_excluded
--   create row security public.logs_2
--   create constraint public.logs_3.logs_3_partition
-- Hazards:
--   table_scan: partition public.kinds_2
--   may_fail: partition public.kinds_2
--   access_narrowed: row security public.logs_2

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.kinds
alter table public.kinds detach partition public.kinds_2;

-- table public.bigs
alter table public.bigs_rest add constraint bigs_rest_bigs_2_excluded check (not ((n % 10) is not null and (n % 10) in (2, 3))) not valid;

-- table public.kinds
alter table public.kinds attach partition public.kinds_2 for values in ('c', 'd', null);

-- table public.kinds_rest
alter table public.kinds_rest add constraint kinds_rest_partition check (not (kind is not null and kind in ('a', 'b')) and not (kind is null or kind in ('c', 'd'))) not valid;

-- table public.logs
create table public.logs_2 (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01', 'a') to ('2026-03-01', minvalue);
alter table public.logs_rest add constraint logs_rest_logs_3_excluded check (not (at is not null and kind is not null and at >= '2026-03-01' and ((at < '2026-04-01') or (at = '2026-04-01' and kind < 'b')))) not valid;
alter table public.logs_2 enable row level security;

-- table public.logs_3
alter table public.logs_3 add constraint logs_3_partition check (at is not null and kind is not null and at >= '2026-03-01' and ((at < '2026-04-01') or (at = '2026-04-01' and kind < 'b'))) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_n_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_n_idx') and not indisvalid) then
    drop index public.logs_3_n_idx;
  end if;
end $$;
create index concurrently if not exists logs_3_n_idx on public.logs_3 using btree (n);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.bigs_rest.bigs_rest_bigs_2_excluded
--   alter constraint public.kinds_rest.kinds_rest_partition
--   alter constraint public.logs_rest.logs_rest_logs_3_excluded
--   alter constraint public.logs_3.logs_3_partition
-- Hazards:
--   may_fail: constraint public.bigs_rest.bigs_rest_bigs_2_excluded
--   may_fail: constraint public.kinds_rest.kinds_rest_partition
--   may_fail: constraint public.logs_rest.logs_rest_logs_3_excluded
--   may_fail: constraint public.logs_3.logs_3_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.bigs
alter table public.bigs_rest validate constraint bigs_rest_bigs_2_excluded;

-- table public.kinds_rest
alter table public.kinds_rest validate constraint kinds_rest_partition;

-- table public.logs
alter table public.logs_rest validate constraint logs_rest_logs_3_excluded;

-- table public.logs_3
alter table public.logs_3 validate constraint logs_3_partition;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.bigs_2
--   create row security public.bigs_2
--   drop constraint public.bigs_rest.bigs_rest_bigs_2_excluded
--   create partition public.kinds_rest
--   drop constraint public.kinds_rest.kinds_rest_partition
--   create partition public.logs_3
--   drop constraint public.logs_3.logs_3_partition
--   drop constraint public.logs_rest.logs_rest_logs_3_excluded
-- Hazards:
--   access_narrowed: row security public.bigs_2

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.bigs
create table public.bigs_2 (like public.bigs including constraints including defaults including generated including storage including compression);
alter table public.bigs attach partition public.bigs_2 for values in (2, 3);
alter table public.bigs_2 enable row level security;

-- table public.kinds_rest
alter table public.kinds attach partition public.kinds_rest default;

-- table public.logs_3
alter table public.logs attach partition public.logs_3 for values from ('2026-03-01', minvalue) to ('2026-04-01', 'b');

-- table public.bigs
alter table public.bigs_rest drop constraint bigs_rest_bigs_2_excluded;

-- table public.kinds_rest
alter table public.kinds_rest drop constraint kinds_rest_partition;

-- table public.logs
alter table public.logs_rest drop constraint logs_rest_logs_3_excluded;

-- table public.logs_3
alter table public.logs_3 drop constraint logs_3_partition;

commit;
