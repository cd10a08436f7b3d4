-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function public.f(public.mood)
--   drop column public.t.n
--   drop default public.t.m
--   alter column public.t.m
--   create default public.t.m
--   create constraint public.t.t_m_check
--   create function public.f(text)
--   drop enum public.mood
-- Hazards:
--   data_loss: column public.t.n
--   table_rewrite: column public.t.m

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.f(public.mood)
drop function public.f(public.mood);

-- table public.t
alter table public.t drop column n;
alter table public.t alter column m drop default;

-- function public.f(text)
create function public.f (m text)
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.f(text) from public;

-- table public.t
alter table public.t alter column m type text;

-- enum public.mood
drop type public.mood;

-- table public.t
alter table public.t alter column m set default 'a';
alter table public.t add constraint t_m_check check (m in ('a', 'b')) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_m_check
-- Hazards:
--   may_fail: constraint public.t.t_m_check

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_m_check;

commit;
