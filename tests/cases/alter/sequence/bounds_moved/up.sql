-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter sequence public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.s
alter sequence public.s minvalue 0 maxvalue 999 start with 0;

commit;
