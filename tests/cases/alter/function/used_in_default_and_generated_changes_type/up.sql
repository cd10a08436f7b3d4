-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.g
--   drop default public.t.n
--   create column public.t.g
--   create default public.t.n
--   create function public.start(integer)
-- Hazards:
--   access_narrowed: grants of function public.start(integer)
--   table_rewrite: column public.t.g

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop column g;
alter table public.t alter column n drop default;

-- function public.start(integer)
drop function public.start(integer);
create function public.start (a integer)
returns bigint
language sql
immutable
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.start(integer) from public;

-- table public.t
alter table public.t add column g bigint generated always as (start(id)) stored;
alter table public.t alter column n set default start(1);

commit;
