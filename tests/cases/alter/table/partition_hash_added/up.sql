-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.h1
--   create row security public.h1
-- Hazards:
--   access_narrowed: row security public.h1

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.h
create table public.h1 (like public.h including constraints including defaults including generated including storage including compression);
alter table public.h attach partition public.h1 for values with (modulus 2, remainder 1);
alter table public.h1 enable row level security;

commit;
