-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v
--   drop table public.t
--   create table app.t with row security
-- Hazards:
--   data_loss: table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

-- table public.t
drop table public.t;

-- table app.t
create table app.t (
  id integer not null,
  constraint t_pkey primary key (id)
);
alter table app.t enable row level security;

-- view public.v
create view public.v
  with (security_invoker = true) as
select id from app.t;

commit;
