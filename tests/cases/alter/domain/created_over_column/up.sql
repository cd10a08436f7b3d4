-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create domain public.email
--   alter column public.t.e
-- Hazards:
--   table_rewrite: column public.t.e
--   may_fail: column public.t.e

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.email
create domain public.email as text
  constraint shape check (value ~ '@');

-- table public.t
alter table public.t alter column e type public.email using e::public.email;

commit;
