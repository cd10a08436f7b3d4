-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a drop expression;

commit;
