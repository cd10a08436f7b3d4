-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter enum public.mood

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- enum public.mood
alter type public.mood add value 'top' after 'high';
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter policy public.t.p
-- Hazards:
--   access_widened: policy public.t.p
--   access_narrowed: policy public.t.p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter policy p on public.t to public
  using (m in ('low', 'top'));

commit;
