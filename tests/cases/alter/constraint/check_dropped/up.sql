-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.small

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint small;
comment on table public.t is 'Anything goes.';

commit;
