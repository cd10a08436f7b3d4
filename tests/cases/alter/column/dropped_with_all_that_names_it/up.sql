-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.c
--   drop index public.t_id_idx
--   drop statistics public.s
--   drop policy public.t.p
--   drop publication membership public.t.p
--   drop column public.t.g
--   drop column public.t.a
--   create publication membership public.t.p
--   create view public.v
-- Hazards:
--   access_narrowed: grants of table public.t
--   access_narrowed: policy public.t.p
--   data_loss: column public.t.a
--   access_widened: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint c;
drop index public.t_id_idx;
drop statistics public.s;
revoke all on table public.t from reader;
drop policy p on public.t;
alter publication p drop table only public.t;

-- view public.v
drop view public.v;

-- table public.t
alter table public.t drop column g;
alter table public.t drop column a;
grant select (id) on table public.t to reader;
alter publication p add table only public.t (id) where (id > 0);

-- view public.v
create view public.v
  with (security_invoker = true) as
select id from t;

commit;
