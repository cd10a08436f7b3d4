-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
comment on table public.t is null;

commit;
