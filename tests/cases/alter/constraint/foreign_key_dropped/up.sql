-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.to_p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint to_p;
comment on table public.t is 'Free.';

commit;
