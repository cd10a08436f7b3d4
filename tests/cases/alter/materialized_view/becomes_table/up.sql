-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop materialized view public.m
--   create table public.m with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

-- table public.m
create table public.m (
  id integer
);
create index m_id_idx on public.m using btree (id);
alter table public.m enable row level security;

commit;
