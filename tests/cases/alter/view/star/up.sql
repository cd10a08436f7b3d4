-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.above
--   create view public.everything
--   create materialized view public.stored with index
--   create column public.t.extra

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.above
drop view public.above;

-- view public.everything
drop view public.everything;

-- materialized view public.stored
drop materialized view public.stored;

-- table public.t
alter table public.t add column extra text;

-- view public.everything
create view public.everything
  with (security_invoker = true) as
select * from t;

-- view public.above
create view public.above
  with (security_invoker = true) as
select * from everything;

-- view public.everything
comment on view public.everything is 'All.';

-- materialized view public.stored
create materialized view public.stored as
select t.* from t;
create index stored_id_idx on public.stored using btree (id);

commit;
