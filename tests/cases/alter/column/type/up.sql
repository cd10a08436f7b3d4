-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.a
--   drop default public.t.b
--   drop default public.t.f
--   drop default public.t.g
--   alter column public.t.id
--   alter column public.t.a
--   alter column public.t.b
--   alter column public.t.c
--   alter column public.t.d
--   alter column public.t.e
--   alter column public.t.f
--   alter column public.t.g
--   create default public.t.a
--   create default public.t.d
--   create default public.t.f
--   create constraint public.t.t_e_not_null
-- Hazards:
--   table_rewrite: column public.t.id
--   table_rewrite: column public.t.b
--   table_rewrite: column public.t.c
--   may_fail: column public.t.c
--   table_rewrite: column public.t.d
--   table_rewrite: column public.t.e
--   table_rewrite: column public.t.f
--   may_fail: column public.t.f
--   table_rewrite: column public.t.g
--   may_fail: column public.t.g

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column a drop default;
alter table public.t alter column b drop default;
alter table public.t alter column f drop default;
alter table public.t alter column g drop default;
alter table public.t
  alter column id type bigint,
  alter column a type text,
  alter column b type bigint,
  alter column c type varchar(20) collate "default",
  alter column d type timestamptz,
  alter column e type numeric(12,4),
  alter column f type integer using f::int,
  alter column g type integer using length(g);
alter table public.t alter column a set default 'y';
alter table public.t alter column d set default now();
alter table public.t alter column f set default 1;
alter table public.t add constraint t_e_not_null check (e is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_e_not_null
-- Hazards:
--   may_fail: constraint public.t.t_e_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_e_not_null;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.e
--   drop constraint public.t.t_e_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column e set not null;
alter table public.t drop constraint t_e_not_null;

commit;
