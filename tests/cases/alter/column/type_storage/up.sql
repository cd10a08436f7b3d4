-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   alter column public.t.b
--   alter column public.t.c
-- Hazards:
--   table_rewrite: column public.t.a
--   may_fail: column public.t.a
--   table_rewrite: column public.t.c
--   may_fail: column public.t.c

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t
  alter column a type varchar(40),
  alter column a set storage external,
  alter column b type text,
  alter column b set storage main,
  alter column b set compression pglz,
  alter column c type varchar(40);

commit;
