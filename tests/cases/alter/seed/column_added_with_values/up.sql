-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.kinds.note
--   alter seed rows public.kinds

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.kinds
alter table public.kinds add column note text;
update public.kinds set note = 'second' where name = 'b';

commit;
