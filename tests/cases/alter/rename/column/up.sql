-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename column public.s.code to word
--   rename column public.t.a to b
--   rename column public.t.n to m
--   rename constraint public.t.t_a_check to t_b_check
--   rename constraint public.t.t_a_key to t_b_key
--   rename constraint public.t.t_n_fkey to t_m_fkey
--   rename index public.t_a_idx to t_b_idx
--   rename index public.m_a_idx to m_b_idx
--   alter function public.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.s
alter table public.s rename column code to word;

-- table public.t
alter table public.t rename column a to b;
alter table public.t rename column n to m;

-- view public.v
alter view public.v rename column a to b;

-- materialized view public.m
alter materialized view public.m rename column a to b;

-- view public.w
alter view public.w rename column a to b;

-- table public.t
alter table public.t rename constraint t_a_check to t_b_check;
alter table public.t rename constraint t_a_key to t_b_key;
alter table public.t rename constraint t_n_fkey to t_m_fkey;

-- materialized view public.m
alter index public.m_a_idx rename to m_b_idx;

-- table public.t
alter index public.t_a_idx rename to t_b_idx;

-- sequence public.t_m_seq
alter sequence public.t_n_seq rename to t_m_seq;

-- function public.f()
create or replace function public.f ()
returns bigint
language sql
set search_path = ''
as $$
select count(b) from public.t
$$;

commit;
