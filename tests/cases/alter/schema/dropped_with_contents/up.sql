-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function app.f()
--   drop view app.v
--   drop table app.t
--   drop enum app.mood
--   drop schema app
--   create schema other
-- Hazards:
--   data_loss: table app.t
--   access_narrowed: schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function app.f()
drop function app.f();

-- view app.v
drop view app.v;

-- table app.t
drop table app.t;

-- enum app.mood
drop type app.mood;

-- schema app
drop schema app;

-- schema other
create schema other;

commit;
