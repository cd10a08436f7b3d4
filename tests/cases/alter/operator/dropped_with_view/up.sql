-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop view public.v
--   drop operator public.~~~(text, integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

-- operator public.~~~(text, integer)
drop operator public.~~~ (text, integer);

commit;
