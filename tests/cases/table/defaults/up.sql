-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.mood
--   create function public.next_code()
--   create table public.defaults with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
create type public.mood as enum ('sad', 'ok', 'it''s fine');

-- function public.next_code()
create function public.next_code ()
returns text
language sql
set search_path = ''
as $$
select 'code'
$$;
revoke all on routine public.next_code() from public;

-- table public.defaults
create table public.defaults (
  id uuid not null default gen_random_uuid(),
  number integer default 42,
  negative bigint default -7,
  "decimal" numeric(10,3) default 1.250,
  "real" real default 1e-3,
  not_a_number double precision default 'NaN',
  infinite double precision default '-Infinity',
  money money default 10.50,
  yes boolean default true,
  no boolean default false,
  text text default 'some words',
  empty text default '',
  quote text default 'it''s',
  backslash text default E'a\\b',
  newline text default 'a
b',
  number_text text default '12',
  bare_number_text text default '12',
  true_text text default 'true',
  null_text text default 'null',
  parentheses text default 'a (b)',
  call_like text default 'now()',
  cast_like text default 'a::b',
  casted text default 'x'::text,
  quoted text default 'it''s',
  escaped text default E'a\nb',
  computed integer default (1 + 2) * 3,
  sql timestamptz default now() + interval '1 day',
  now timestamptz default now(),
  stamp timestamptz default current_timestamp,
  "STAMP" timestamptz default CURRENT_TIMESTAMP,
  date date default current_date,
  fixed_date date default '2026-01-31',
  "time" time default '12:30',
  "interval" interval default '90 days',
  "user" text default current_user,
  session name default session_user,
  uuid uuid default '00000000-0000-0000-0000-000000000001',
  list jsonb default '[]',
  map jsonb default '{}',
  "json" json default E'{"a": [1, 2.50, null, true, "x''y"], "b c": {"d": "é\\n"}}',
  json_text jsonb default '{"a": 1}'::jsonb,
  json_string jsonb default '"text"',
  json_number jsonb default '5',
  json_null jsonb default 'null',
  one_sql_key jsonb default '{"sql": "no sql"}',
  empty_array text[] default '{}',
  "array" text[] default array['a', 'b''c', 'd,e', null]::text[],
  int_array integer[] default array[1, -2]::integer[],
  nested integer[][] default array[array[1, 2]::integer[], array[3, 4]::integer[]]::integer[][],
  array_sql integer[] default array[1, 2],
  array_text integer[] default '{1,2}',
  bytes bytea default E'\\xdead',
  bits bit(3) default '101',
  bits_sql bit(3) default b'110',
  mood public.mood default 'ok',
  moods public.mood[] default array['sad', 'it''s fine']::public.mood[],
  range int4range default '[1,5)',
  inet inet default '127.0.0.1',
  own_function text default next_code(),
  foreign_function text default gen.code(1),
  "none" text,
  regclass regclass default 'pg_class'::regclass,
  constraint defaults_pkey primary key (id)
);
alter table public.defaults enable row level security;

commit;
