-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   alter column public.t.b
--   alter column public.t.c
--   create column public.t.d

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a reset (n_distinct);
alter table public.t alter column b set (n_distinct = 8);
alter table public.t alter column b reset (n_distinct_inherited);
alter table public.t alter column c set (n_distinct = 100);
alter table public.t add column d text;
alter table public.t alter column d set (n_distinct_inherited = -1);

commit;
