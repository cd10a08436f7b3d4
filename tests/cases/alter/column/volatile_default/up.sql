-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create domain public.amount
--   create domain public.plain
--   create function public.drawn()
--   create function public.settled()
--   create column public.logs.token
--   create column public.people.token
--   create column public.people.chance
--   create column public.people.own
--   create column public.people.since
--   create column public.people.fixed
--   create column public.people.amount
--   create column public.people.plain
-- Hazards:
--   table_rewrite: column public.people.amount

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.amount
create domain public.amount as integer
  constraint positive check (value > 0);

-- domain public.plain
create domain public.plain as integer;

-- function public.drawn()
create function public.drawn ()
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.drawn() from public;

-- function public.settled()
create function public.settled ()
returns integer
language sql
stable
set search_path = ''
as $$
select 2
$$;
revoke all on routine public.settled() from public;

-- table public.logs
alter table public.logs add column token uuid;
alter table public.logs alter column token set default gen_random_uuid();

-- table public.people
alter table public.people add column token uuid;
alter table public.people alter column token set default gen_random_uuid();
alter table public.people add column chance double precision;
alter table public.people alter column chance set default random();
alter table public.people add column own integer;
alter table public.people alter column own set default drawn();
alter table public.people add column since timestamptz not null default now();
alter table public.people add column fixed integer not null default settled();
alter table public.people add column amount public.amount;
alter table public.people add column plain public.plain;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs.token

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.logs where ctid > done limit 2000) part;
      exit when upto is null;
      update public.logs set token = gen_random_uuid()
        where ctid > done and ctid <= upto and token is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.logs set token = gen_random_uuid() where token is null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs.logs_token_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add constraint logs_token_not_null check (token is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.token

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.people where ctid > done limit 2000) part;
      exit when upto is null;
      update public.people set token = gen_random_uuid()
        where ctid > done and ctid <= upto and token is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.people set token = gen_random_uuid() where token is null;
end
$backfill$;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.chance

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.people where ctid > done limit 2000) part;
      exit when upto is null;
      update public.people set chance = random()
        where ctid > done and ctid <= upto and chance is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.people set chance = random() where chance is null;
end
$backfill$;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.own

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.people where ctid > done limit 2000) part;
      exit when upto is null;
      update public.people set own = drawn()
        where ctid > done and ctid <= upto and own is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.people set own = drawn() where own is null;
end
$backfill$;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.people.people_token_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.people add constraint people_token_not_null check (token is not null) not valid;

commit;
-- 009_case_8
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.people_token_key_new
-- Hazards:
--   may_fail: index public.people_token_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.people_token_key_new') and not indisvalid) then
    drop index public.people_token_key_new;
  end if;
end $$;
create unique index concurrently if not exists people_token_key_new on public.people using btree (token);
-- 010_case_9
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.logs_token_not_null
--   alter constraint public.people.people_token_not_null
-- Hazards:
--   may_fail: constraint public.logs.logs_token_not_null
--   may_fail: constraint public.people.people_token_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint logs_token_not_null;

-- table public.people
alter table public.people validate constraint people_token_not_null;

commit;
-- 011_case_10
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs.token
--   drop constraint public.logs.logs_token_not_null
--   alter column public.people.token
--   create constraint public.people.people_token_key
--   drop constraint public.people.people_token_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs alter column token set not null;

-- table public.people
alter table public.people alter column token set not null;
alter table public.people add constraint people_token_key unique using index people_token_key_new;

-- table public.logs
alter table public.logs drop constraint logs_token_not_null;

-- table public.people
alter table public.people drop constraint people_token_not_null;

commit;
