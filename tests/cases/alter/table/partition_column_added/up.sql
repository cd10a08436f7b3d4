-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.logs.note

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add column note text not null default 'x';

commit;
