-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_pkey
--   alter column public.t.id

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_pkey;
alter table public.t alter column id drop not null;

commit;
