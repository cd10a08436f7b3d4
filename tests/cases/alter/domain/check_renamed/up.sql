-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.email

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- domain public.email
alter domain public.email rename constraint shape to form;

commit;
