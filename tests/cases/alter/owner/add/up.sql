-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
alter schema app owner to a;
comment on schema app is 'New.';

-- enum public.e
alter type public.e owner to a;
comment on type public.e is 'New.';

-- domain public.d
alter domain public.d owner to a;
comment on domain public.d is 'New.';

-- sequence public.s
alter sequence public.s owner to a;
comment on sequence public.s is 'New.';

-- function public.f()
alter routine public.f() owner to a;
comment on routine public.f() is 'New.';

-- function public.pr()
alter routine public.pr() owner to a;
comment on routine public.pr() is 'New.';

-- table public.t
alter table public.t owner to a;
comment on table public.t is 'New.';
comment on constraint c on public.t is 'New.';
comment on column public.t.id is 'New.';
comment on policy p on public.t is 'New.';
comment on constraint t_n_fkey on public.t is 'New.';
comment on constraint t_n_key on public.t is 'New.';
comment on trigger tr on public.t is 'New.';
comment on index public.t_n_idx is 'New.';

-- view public.v
alter view public.v owner to a;
comment on view public.v is 'New.';
comment on column public.v.one is 'New.';

-- materialized view public.m
alter materialized view public.m owner to a;
comment on materialized view public.m is 'New.';
comment on column public.m.one is 'New.';

-- publication pub
alter publication pub owner to a;
comment on publication pub is 'New.';

commit;
