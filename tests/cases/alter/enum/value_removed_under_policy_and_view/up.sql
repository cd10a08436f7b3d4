-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.f(public.mood)
--   drop default public.t.m
--   drop index public.t_id_idx
--   drop policy public.t.p
--   create default public.t.m
--   create index public.t_id_idx
--   create policy public.t.p
--   create view public.v
--   alter enum public.mood
-- Hazards:
--   access_narrowed: policy public.t.p
--   table_rewrite: enum public.mood
--   may_fail: enum public.mood
--   access_widened: grants of function public.f(public.mood)
--   access_narrowed: grants of function public.f(public.mood)
--   table_scan: index public.t_id_idx
--   access_widened: policy public.t.p
--   access_widened: grants of view public.v

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.f(public.mood)
drop function public.f(public.mood);

-- table public.t
alter table public.t alter column m drop default;
drop index public.t_id_idx;
drop policy p on public.t;

-- view public.v
drop view public.v;

-- enum public.mood
alter type public.mood rename to mood_old;
create type public.mood as enum ('low', 'high');
comment on type public.mood is 'Kept.';
alter table public.t alter column m type public.mood using m::text::public.mood;
drop type public.mood_old;

-- function public.f(public.mood)
create function public.f (m public.mood)
returns public.mood
language sql
set search_path = ''
as $$
select m
$$;
revoke all on routine public.f(public.mood) from public;
grant execute on routine public.f(public.mood) to reader;

-- table public.t
alter table public.t alter column m set default 'low';
create index t_id_idx on public.t using btree (id) where m = 'high';
create policy p on public.t for select to reader
  using (m = 'low');

-- view public.v
create view public.v
  with (security_invoker = true) as
select m from t;
grant select on table public.v to reader;

commit;
