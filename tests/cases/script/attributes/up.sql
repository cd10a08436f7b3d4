-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.t with row security
--   create script """Odd"" name"
--   create script backfill
--   create script forever
--   create script last

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create table public.t (
  a integer not null,
  b integer,
  constraint t_pkey primary key (a)
);
alter table public.t enable row level security;

-- script """Odd"" name"
do $$ begin perform ';'; end $$;
create function from_script() returns int language sql as 'select 1; select 2;';

-- script backfill
-- Because.
-- Two lines.
insert into t select n, n * 2 from generate_series(1, 3) n;

-- script forever
select 1;

-- script last
-- starts with a comment
update t set b = 0 where a = 1;
select 1 -- ends with one
;

commit;
-- 002_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create script outside

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- script outside
create index concurrently t_b_idx on public.t (b);
