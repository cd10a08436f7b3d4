-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
alter schema app owner to current_user;

-- enum public.e
alter type public.e owner to current_user;

-- domain public.d
alter domain public.d owner to current_user;

-- sequence public.s
alter sequence public.s owner to current_user;

-- function public.f()
alter routine public.f() owner to current_user;

-- function public.pr()
alter routine public.pr() owner to current_user;

-- table public.t
alter table public.t owner to current_user;

-- view public.v
alter view public.v owner to current_user;

-- materialized view public.m
alter materialized view public.m owner to current_user;

-- publication pub
alter publication pub owner to current_user;

-- schema app
comment on schema app is 'Y';

-- enum public.e
comment on type public.e is 'Y';

-- domain public.d
comment on domain public.d is 'Y';

-- sequence public.s
comment on sequence public.s is 'Y';

-- function public.f()
comment on routine public.f() is 'Y';

-- function public.pr()
comment on routine public.pr() is 'Y';

-- table public.t
comment on table public.t is 'Y';
comment on constraint c on public.t is 'Y';
comment on column public.t.id is 'Y';
comment on policy p on public.t is 'Y';
comment on constraint t_n_fkey on public.t is 'Y';
comment on constraint t_n_key on public.t is 'Y';
comment on trigger tr on public.t is 'Y';
comment on index public.t_n_idx is 'Y';

-- view public.v
comment on view public.v is 'Y';
comment on column public.v.one is 'Y';

-- materialized view public.m
comment on materialized view public.m is 'Y';
comment on column public.m.one is 'Y';

-- publication pub
comment on publication pub is 'Y';

commit;
