-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_a_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_a_key;
comment on table public.t is 'Not unique any more.';

commit;
