-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.events.id

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- foreign table public.events
alter table public.events alter column id type bigint;

commit;
