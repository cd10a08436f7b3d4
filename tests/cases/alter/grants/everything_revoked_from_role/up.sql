-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column app.t.n
-- Hazards:
--   access_narrowed: grants of schema app
--   access_narrowed: grants of enum app.e
--   access_narrowed: grants of sequence app.s
--   access_narrowed: grants of table app.t
--   access_narrowed: grants of view app.v
--   access_narrowed: grants of function app.p()
--   access_narrowed: column app.t.n

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
revoke all on schema app from reader;

-- enum app.e
revoke all on type app.e from reader;

-- sequence app.s
revoke all on sequence app.s from reader;

-- table app.t
revoke all on table app.t from reader;

-- view app.v
revoke all on table app.v from reader;

-- function app.p()
revoke all on routine app.p() from reader;

-- table app.t
revoke all on sequence app.t_n_seq from reader;

commit;
