-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.base.a
--   alter column public.base.b
--   alter column public.p.a
--   alter column public.p.b
--   alter column public.p1.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.base
alter table public.base alter column a set storage main;
alter table public.grandchild alter column a set storage external;
alter table public.base alter column b set compression pglz;
alter table public.child alter column b set compression pglz;
alter table public.grandchild alter column b set compression pglz;

-- table public.p
alter table public.p alter column a set storage main;
alter table public.p1 alter column a set storage external;
alter table public.p alter column b set compression pglz;
alter table public.p2 alter column b set compression pglz;

-- table public.p1
alter table public.p1 alter column b set compression pglz;

commit;
