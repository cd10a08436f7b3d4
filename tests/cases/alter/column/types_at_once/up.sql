-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.b
--   alter column public.t.a
--   alter column public.t.b
--   alter column public.t.c
--   alter column public.t.d
--   create default public.t.b
--   alter column public.u.a
-- Hazards:
--   table_rewrite: column public.t.a
--   table_rewrite: column public.t.b
--   may_fail: column public.t.b
--   table_rewrite: column public.t.c
--   may_fail: column public.t.c
--   table_rewrite: column public.t.d
--   table_rewrite: column public.u.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column b drop default;
alter table public.t
  alter column a type bigint,
  alter column b type integer using b::integer,
  alter column c type varchar(5),
  alter column d type timestamptz;
alter table public.t alter column b set default 5;

-- table public.u
alter table public.u alter column a type bigint;

commit;
