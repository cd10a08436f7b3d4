-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.a
--   create column public.t.b
--   create column public.t.c
--   create column public.t.d
-- Hazards:
--   table_rewrite: column public.t.a
--   may_fail: column public.t.a
--   table_rewrite: column public.t.b
--   table_rewrite: column public.t.c
--   table_rewrite: column public.t.d
--   may_fail: column public.t.d

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t
  add column a public.required,
  add column b public.required default 'y',
  add column c public.given,
  add column d public.asked;

commit;
