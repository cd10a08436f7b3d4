-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of sequence public.numbers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.numbers
grant update on sequence public.numbers to reader;

commit;
