-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create collation public.plain
--   alter column public.t.b
-- Hazards:
--   table_scan: column public.t.b
--   may_fail: column public.t.b

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- collation public.plain
create collation public.plain (provider = libc, locale = 'C');

-- table public.t
alter table public.t alter column b type text collate "public"."plain";

commit;
