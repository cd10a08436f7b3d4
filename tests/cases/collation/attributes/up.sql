-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create collation "Odd Schema"."My Order"
--   create collation public.plain
--   create collation public.two
--   create domain public.word
--   create composite type public.pair
--   create table public.t with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- collation "Odd Schema"."My Order"
create collation "Odd Schema"."My Order" (provider = libc, locale = 'POSIX');

-- collation public.plain
create collation public.plain (provider = libc, locale = 'C');
alter collation public.plain owner to app_owner;
comment on collation public.plain is 'Bytes.';

-- collation public.two
create collation public.two (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');

-- domain public.word
create domain public.word as text collate "public"."plain";

-- composite type public.pair
create type public.pair as (
  a text collate "Odd Schema"."My Order",
  b text
);

-- table public.t
create table public.t (
  id integer not null,
  name text collate "public"."two",
  builtin text collate "POSIX",
  constraint t_pkey primary key (id)
);
create index t_name_idx on public.t using btree (name);
alter table public.t enable row level security;

commit;
