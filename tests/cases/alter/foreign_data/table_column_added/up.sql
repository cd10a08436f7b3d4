-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.events.n

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- foreign table public.events
alter table public.events add column n integer options (name 'number');

commit;
