-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename policy public.notes.high to low
--   rename policy public.notes.low to high

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter policy low on public.notes rename to low_renaming;
alter policy high on public.notes rename to low;
alter policy low_renaming on public.notes rename to high;

commit;
