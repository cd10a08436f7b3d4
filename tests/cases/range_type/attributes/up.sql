-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.level
--   create range type public.span
--   create range type public.words
--   create function public.apart(time, time)
--   create range type public.time_range
--   create function public.joined(public.time_range, public.many_words)
--   create table public.shifts with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.level
create type public.level as enum ('low', 'high');

-- range type public.span
create type public.span as range (subtype = public.level);

-- range type public.words
create type public.words as range (subtype = text, subtype_opclass = pg_catalog.text_pattern_ops, collation = "C", multirange_type_name = public.many_words);

-- function public.apart(time, time)
create function public.apart (a time, b time)
returns double precision
language sql
immutable
set search_path = ''
as $$
select extract(epoch from (a - b))
$$;

-- range type public.time_range
create type public.time_range as range (subtype = time, subtype_diff = public.apart);
alter type public.time_range owner to app_owner;
revoke all on type public.time_range from public;
grant usage on type public.time_range to reader;
comment on type public.time_range is 'A part of a day.';

-- function public.apart(time, time)
revoke all on routine public.apart(time, time) from public;

-- function public.joined(public.time_range, public.many_words)
create function public.joined (a public.time_range, b public.many_words)
returns public.time_multirange
language sql
set search_path = ''
as $$
select public.time_multirange(a)
$$;
revoke all on routine public.joined(public.time_range, public.many_words) from public;

-- table public.shifts
create table public.shifts (
  id integer not null,
  open public.time_range not null,
  all_open public.time_multirange,
  letters public.words[],
  more public.many_words,
  spans public.span_multirange,
  constraint shifts_pkey primary key (id)
);
alter table public.shifts enable row level security;

commit;
