-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function public.gone()
--   create function public.p(integer)
--   drop index public.t_twice_idx
--   create index public.t_twice_idx
--   create function public.twice(integer)
--   create view public.v
--   create function public.kind(integer, integer)
--   alter function public.attributes()
--   create function public.kind(integer)
--   alter function public.low()
--   alter function public.touch()
-- Hazards:
--   access_widened: function public.attributes()
--   access_widened: grants of function public.kind(integer, integer)
--   access_narrowed: grants of function public.kind(integer, integer)
--   stale_values: constraint public.t.t_id_check
--   access_narrowed: grants of function public.p(integer)
--   access_narrowed: grants of function public.twice(integer)
--   table_scan: index public.t_twice_idx
--   access_widened: grants of view public.v

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.gone()
drop function public.gone();

-- function public.p(integer)
drop procedure public.p(integer);

-- table public.t
drop index public.t_twice_idx;

-- function public.twice(integer)
drop function public.twice(integer);

-- view public.v
drop view public.v;

-- function public.kind(integer, integer)
drop function public.kind(integer, integer);

-- function public.attributes()
create or replace function public.attributes ()
returns setof integer
language sql
set search_path = ''
as $$
select 1
$$;

-- function public.kind(integer)
create function public.kind (a integer)
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.kind(integer) from public;

-- function public.kind(integer, integer)
create function public.kind (a integer, b integer)
returns text
language sql
set search_path = ''
as $$
select 'b'
$$;
revoke all on routine public.kind(integer, integer) from public;
grant execute on routine public.kind(integer, integer) to caller;
comment on routine public.kind(integer, integer) is 'Kind.';

-- function public.low()
create or replace function public.low ()
returns integer
language sql
immutable
set search_path = ''
as $$
select 2
$$;
comment on routine public.low() is 'Lower.';

-- function public.p(integer)
create procedure public.p (a integer, out b integer)
language plpgsql
set search_path = ''
as $$
begin b := 1; end;
$$;
revoke all on routine public.p(integer) from public;

-- function public.touch()
create or replace function public.touch ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin new.n := 1; return new; end;
$$;
comment on routine public.touch() is 'Touches.';

-- function public.twice(integer)
create function public.twice (number integer)
returns integer
language sql
immutable
set search_path = ''
as $$
select number * 2
$$;
revoke all on routine public.twice(integer) from public;

-- table public.t
create index t_twice_idx on public.t using btree ((twice(id)));

-- view public.v
create view public.v
  with (security_invoker = true) as
select kind(1) as k, id from t;
grant select on table public.v to caller;

commit;
