-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.note

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column note text not null default '';

commit;
