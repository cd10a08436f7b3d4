-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of enum app.e
--   access_narrowed: grants of view app.v
--   access_widened: grants of schema app
--   access_narrowed: grants of schema app
--   access_widened: grants of sequence app.s
--   access_narrowed: grants of sequence app.s
--   access_widened: grants of function app.f()
--   access_narrowed: grants of function app.f()
--   access_widened: grants of table app.t
--   access_narrowed: grants of table app.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum app.e
revoke all on type app.e from a;

-- view app.v
revoke all on table app.v from a;

-- schema app
revoke all on schema app from a;
revoke create on schema app from b;
grant create on schema app to c;

-- sequence app.s
revoke usage on sequence app.s from a;
grant select on sequence app.s to a;
grant select, update, usage on sequence app.s to b;

-- function app.f()
revoke all on routine app.f() from a, public;
grant execute on routine app.f() to b;

-- table app.t
revoke all on table app.t from a, b, c;
grant select, insert (title) on table app.t to a;
grant select on table app.t to b;
grant select (id) on table app.t to c;
grant select on table app.t to public;

commit;
