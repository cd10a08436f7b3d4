-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter enum public.mood

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- enum public.mood
alter type public.mood add value 'none' before 'low';
