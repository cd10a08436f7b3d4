-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create enum public.mood
--   create function "Odd Schema"."Do It"(integer, text)
--   create function public.atomic(integer)
--   create function public.ddl()
--   create function public.dollars()
--   create function public.from_file()
--   create function public.handler()
--   create function public.internal_lower(text)
--   create function public.many(text, text[])
--   create function public.my_row_number()
--   create function public.one_out()
--   create function public.outs(integer, text)
--   create function public.overloaded()
--   create function public.overloaded(integer)
--   create function public.overloaded(text, integer[])
--   create function public.overloaded(varchar, numeric[])
--   create function public.polymorphic(anyelement, anyarray)
--   create function public.prefixed(text, text)
--   create function public."returning"(integer, integer)
--   create function public.set_of_int()
--   create function public.touch()
--   create function public.unnamed(integer, text)
--   create table public.memory with row security
--   create function public.match_memory(text, integer, public.mood, text[], timestamptz)
--   create function public.set_of()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- enum public.mood
create type public.mood as enum ('ok', 'bad');

-- function "Odd Schema"."Do It"(integer, text)
create function "Odd Schema"."Do It" ("The Arg" integer, "select" text)
returns integer
language sql
set search_path = ''
as $$
select "The Arg"
$$;
revoke all on routine "Odd Schema"."Do It"(integer, text) from public;
grant execute on routine "Odd Schema"."Do It"(integer, text) to caller;
comment on routine "Odd Schema"."Do It"(integer, text) is 'Odd.';

-- function public.atomic(integer)
create function public.atomic (a integer)
returns integer
language sql
set search_path = ''
begin atomic
  select case when a > 0 then a else 0 end;
  select a + 1;
end;
revoke all on routine public.atomic(integer) from public;

-- function public.ddl()
create function public.ddl ()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin end
$$;
revoke all on routine public.ddl() from public;

-- function public.dollars()
create function public.dollars ()
returns text
language sql
set search_path = ''
as $body3$
select '$$ $body$ $body2$ \ '' '
$body3$;
revoke all on routine public.dollars() from public;

-- function public.from_file()
create function public.from_file ()
returns integer
language sql
set search_path = ''
as $$
select 1 -- from a file
$$;
revoke all on routine public.from_file() from public;

-- function public.handler()
create function public.handler ()
returns language_handler
language c
as '$libdir/plpgsql', 'plpgsql_call_handler';
revoke all on routine public.handler() from public;

-- function public.internal_lower(text)
create function public.internal_lower (t text)
returns text
language internal
immutable
strict
as 'lower';
revoke all on routine public.internal_lower(text) from public;

-- function public.many(text, text[])
create function public.many (separator text, variadic parts text[])
returns text
language sql
as $$
select array_to_string(parts, separator)
$$;
revoke all on routine public.many(text, text[]) from public;

-- function public.my_row_number()
create function public.my_row_number ()
returns bigint
language internal
window
immutable
as 'window_row_number';
revoke all on routine public.my_row_number() from public;

-- function public.one_out()
create function public.one_out (out b integer)
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.one_out() from public;

-- function public.outs(integer, text)
create function public.outs (a integer, out b integer, inout c text)
language sql
set search_path = ''
as $$
select a, c
$$;
alter routine public.outs(integer, text) owner to app_owner;
revoke all on routine public.outs(integer, text) from public;
grant execute on routine public.outs(integer, text) to caller;
comment on routine public.outs(integer, text) is 'Out.';

-- function public.overloaded()
create function public.overloaded ()
returns void
language sql
set search_path = ''
as $$
select
$$;
revoke all on routine public.overloaded() from public;

-- function public.overloaded(integer)
create function public.overloaded (a integer)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
select a
$$;
revoke all on routine public.overloaded(integer) from public;

-- function public.overloaded(text, integer[])
create function public.overloaded (a text, b integer[])
returns text
language sql
set search_path = ''
as $$
select a
$$;
revoke all on routine public.overloaded(text, integer[]) from public;
grant execute on routine public.overloaded(text, integer[]) to public;
comment on routine public.overloaded(text, integer[]) is 'Of text.';

-- function public.overloaded(varchar, numeric[])
create function public.overloaded (a varchar, b numeric[])
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
alter routine public.overloaded(varchar, numeric[]) owner to app_owner;
revoke all on routine public.overloaded(varchar, numeric[]) from public;
grant execute on routine public.overloaded(varchar, numeric[]) to caller;
comment on routine public.overloaded(varchar, numeric[]) is 'With modifiers.';

-- function public.polymorphic(anyelement, anyarray)
create function public.polymorphic (a anyelement, b anyarray)
returns anyelement
language sql
set search_path = ''
as $$
select a
$$;
revoke all on routine public.polymorphic(anyelement, anyarray) from public;

-- function public.prefixed(text, text)
create function public.prefixed (a text, b text)
returns boolean
language internal
immutable
strict
support pg_catalog.textlike_support
as 'textlike';
revoke all on routine public.prefixed(text, text) from public;

-- function public."returning"(integer, integer)
create function public."returning" (a integer, b integer)
returns integer
language sql
immutable
set search_path = ''
return a + b;
revoke all on routine public."returning"(integer, integer) from public;

-- function public.set_of_int()
create function public.set_of_int (out a integer, out b integer)
returns setof record
language sql
set search_path = ''
as $$
values (1, 2)
$$;
revoke all on routine public.set_of_int() from public;

-- function public.touch()
create function public.touch ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  return new;
end;
$$;
revoke all on routine public.touch() from public;

-- function public.unnamed(integer, text)
create function public.unnamed (integer, text default 'x')
returns text
language sql
set search_path = ''
as $$
select $2 || $1
$$;
revoke all on routine public.unnamed(integer, text) from public;

-- table public.memory
create table public.memory (
  id uuid not null,
  body text,
  constraint memory_pkey primary key (id)
);

-- function public.match_memory(text, integer, public.mood, text[], timestamptz)
create function public.match_memory (query text, match_count integer default 5, feeling public.mood default 'ok', labels text[] default '{}', at timestamptz default now())
returns table (id uuid, "Odd Col" double precision, body varchar)
language plpgsql
stable
strict
leakproof
security definer
parallel restricted
cost 250
rows 20
set search_path = public, "Odd Schema"
set statement_timeout = '5s'
set work_mem = '64MB'
set app."user" = 'it''s'
set datestyle = 'ISO, DMY'
as $body2$
begin
  -- $$ and $body$ are inside
  return query select m.id, 1.0::double precision, m.body::varchar(20) from public.memory m limit match_count;
end;
$body2$;
alter routine public.match_memory(text, integer, public.mood, text[], timestamptz) owner to app_owner;
revoke all on routine public.match_memory(text, integer, public.mood, text[], timestamptz) from public;
grant execute on routine public.match_memory(text, integer, public.mood, text[], timestamptz) to caller;
comment on routine public.match_memory(text, integer, public.mood, text[], timestamptz) is E'Finds; it''s \\ fast.
Or so.';

-- function public.set_of()
create function public.set_of ()
returns setof public.memory
language sql
stable
rows 7
set search_path = public, pg_temp
as $$
select * from memory
$$;
revoke all on routine public.set_of() from public;

-- table public.memory
alter table public.memory enable row level security;

commit;
