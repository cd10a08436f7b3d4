-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter seed rows public.kinds

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.kinds
update public.kinds set "position" = 7 where name = 'b';

commit;
