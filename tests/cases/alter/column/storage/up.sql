-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   alter column public.t.b
--   alter column public.t.c
--   alter column public.t.d
--   alter column public.t.e
--   alter column public.t.f

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a set storage extended;
alter table public.t alter column a set compression default;
alter table only public.t alter column a set statistics -1;
alter table public.t alter column b set storage external;
alter table public.t alter column b set compression pglz;
alter table only public.t alter column b set statistics 0;
alter table public.t alter column c set storage main;
alter table public.t alter column d set storage extended;
alter table public.t alter column e set storage extended;
alter table public.t alter column f set storage extended;

commit;
