-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.next
--   create column public.t.next
--   alter replica identity public.t
-- Hazards:
--   table_rewrite: column public.t.next

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop column next;
alter table public.t add column next bigint generated always as (id + 2) stored;
alter table public.t replica identity full;

commit;
