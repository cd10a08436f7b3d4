-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.base.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.base
alter table only public.base alter column b set statistics 300;

commit;
