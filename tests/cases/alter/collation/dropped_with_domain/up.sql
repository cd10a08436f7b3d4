-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.d
--   drop collation public.plain

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- domain public.d
alter domain public.d rename to d_old;
create domain public.d as text;
drop domain public.d_old;

-- collation public.plain
drop collation public.plain;

commit;
