-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.s
--   alter column public.t.s
--   create default public.t.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column s drop default;
alter table public.t alter column s type varchar(20);
alter table public.t alter column s set default 'x';

commit;
