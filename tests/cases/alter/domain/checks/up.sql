-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.score
-- Hazards:
--   table_scan: domain public.score
--   may_fail: domain public.score

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.score
alter domain public.score drop constraint weak;
alter domain public.score add constraint odd check (value % 2 = 1) not valid;
comment on constraint odd on domain public.score is 'From now on.';
comment on constraint positive on domain public.score is null;
alter domain public.score validate constraint small;
comment on constraint small on domain public.score is 'All are.';
alter domain public.score add constraint weak check (value < 1000) not valid;

commit;
