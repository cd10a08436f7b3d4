-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.d
--   alter domain public.e
-- Hazards:
--   table_scan: domain public.d
--   may_fail: domain public.d

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.d
alter domain public.d drop default;
alter domain public.d set not null;
alter domain public.d drop constraint c;
alter domain public.d drop constraint gone;
alter domain public.d add constraint added check (length(value) > 0);
alter domain public.d add constraint c check (value <> 'no');
comment on domain public.d is 'D.';

-- domain public.e
alter domain public.e set default 5;
alter domain public.e drop not null;

commit;
