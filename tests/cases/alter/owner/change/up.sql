-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
alter schema app owner to b;
comment on schema app is E'It''s
new. \\ $$';

-- enum public.e
alter type public.e owner to b;
comment on type public.e is E'It''s
new. \\ $$';

-- domain public.d
alter domain public.d owner to b;
comment on domain public.d is E'It''s
new. \\ $$';

-- sequence public.s
alter sequence public.s owner to b;
comment on sequence public.s is E'It''s
new. \\ $$';

-- function public.f()
alter routine public.f() owner to b;
comment on routine public.f() is E'It''s
new. \\ $$';

-- function public.pr()
alter routine public.pr() owner to b;
comment on routine public.pr() is E'It''s
new. \\ $$';

-- table public.t
alter table public.t owner to b;
comment on table public.t is E'It''s
new. \\ $$';
comment on constraint c on public.t is E'It''s
new. \\ $$';
comment on column public.t.id is E'It''s
new. \\ $$';
comment on policy p on public.t is E'It''s
new. \\ $$';
comment on constraint t_n_fkey on public.t is E'It''s
new. \\ $$';
comment on constraint t_n_key on public.t is E'It''s
new. \\ $$';
comment on trigger tr on public.t is E'It''s
new. \\ $$';
comment on index public.t_n_idx is E'It''s
new. \\ $$';

-- view public.v
alter view public.v owner to b;
comment on view public.v is E'It''s
new. \\ $$';
comment on column public.v.one is E'It''s
new. \\ $$';

-- materialized view public.m
alter materialized view public.m owner to b;
comment on materialized view public.m is E'It''s
new. \\ $$';
comment on column public.m.one is E'It''s
new. \\ $$';

-- publication pub
alter publication pub owner to b;
comment on publication pub is E'It''s
new. \\ $$';

commit;
