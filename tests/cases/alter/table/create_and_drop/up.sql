-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.b.b_a_id_fkey
--   create constraint public.b.b_a_id_fkey
--   create view public.v
--   drop table public.a
--   create table public.c with row security
-- Hazards:
--   data_loss: table public.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.b
alter table public.b drop constraint b_a_id_fkey;

-- view public.v
drop view public.v;

-- table public.a
drop table public.a;

-- table public.c
create table public.c (
  id integer not null,
  constraint c_pkey primary key (id)
);

-- table public.b
alter table public.b add constraint b_a_id_fkey foreign key (a_id) references public.c not valid;

-- table public.c
alter table public.c enable row level security;

-- view public.v
create view public.v
  with (security_invoker = true) as
select * from c;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.b.b_a_id_fkey
-- Hazards:
--   may_fail: constraint public.b.b_a_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.b
alter table public.b validate constraint b_a_id_fkey;

commit;
