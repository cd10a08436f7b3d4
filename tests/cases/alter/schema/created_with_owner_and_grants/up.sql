-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
create schema app;
alter schema app owner to writer;
grant usage on schema app to reader;
comment on schema app is 'Ours.';

commit;
