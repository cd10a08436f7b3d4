-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.ex

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint ex;
comment on table public.t is 'Overlaps are fine.';

commit;
