-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- operator public.~~~(text, integer)
alter operator public.~~~ (text, integer) owner to writer;

commit;
