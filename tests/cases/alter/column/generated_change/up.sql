-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_c_idx
--   drop column public.t.b
--   drop column public.t.c
--   create column public.t.b
--   create column public.t.c
--   create index public.t_c_idx
--   create view public.v
-- Hazards:
--   data_loss: column public.t.b
--   table_rewrite: column public.t.b
--   table_rewrite: column public.t.c
--   table_scan: index public.t_c_idx

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop index public.t_c_idx;

-- view public.v
drop view public.v;

-- table public.t
alter table public.t drop column b;
alter table public.t drop column c;
alter table public.t
  add column b integer generated always as (id * 2) stored,
  add column c integer generated always as (id - n) stored;
create index t_c_idx on public.t using btree (c);
comment on column public.t.c is 'Sum.';

-- view public.v
create view public.v
  with (security_invoker = true) as
select c from t;

commit;
