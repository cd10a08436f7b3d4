-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension citext
--   alter column public.t.a
-- Hazards:
--   table_rewrite: column public.t.a
--   may_fail: column public.t.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public, extensions;

-- extension citext
create schema if not exists extensions;
create extension if not exists citext with schema extensions;

-- table public.t
alter table public.t alter column a type extensions.citext using a::extensions.citext;

commit;
