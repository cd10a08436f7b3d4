-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table one.t
--   drop schema one
--   create schema two
--   create table two.t with row security
-- Hazards:
--   data_loss: table one.t
--   access_narrowed: schema one

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table one.t
drop table one.t;

-- schema one
drop schema one;

-- schema two
create schema two;

-- table two.t
create table two.t (
  id integer
);
alter table two.t enable row level security;

commit;
