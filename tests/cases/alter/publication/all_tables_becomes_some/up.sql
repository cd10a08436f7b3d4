-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create publication p
--   create publication membership public.t.p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- publication p
drop publication p;
create publication p with (publish = 'insert, update, delete, truncate');

-- table public.t
alter publication p add table only public.t;

commit;
