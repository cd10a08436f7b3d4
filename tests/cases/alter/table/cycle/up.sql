-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.a with row security, seed rows, default, constraint
--   create column public.keep.a_id
--   create constraint public.keep.keep_a_id_fkey
--   create table public.b with constraint, row security
--   create function public.next_n()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.a
create table public.a (
  id integer not null,
  b_id integer,
  n integer,
  constraint a_pkey primary key (id)
);
alter table public.a enable row level security;
insert into public.a (id)
values
  (1)
on conflict (id) do nothing;

-- table public.keep
alter table public.keep add column a_id integer;

-- table public.b
create table public.b (
  id integer not null,
  a_id integer,
  k integer,
  constraint b_pkey primary key (id),
  constraint b_k_fkey foreign key (k) references public.keep
);

-- function public.next_n()
create function public.next_n ()
returns integer
language sql
set search_path = ''
as $$
select max(id) from public.b
$$;
revoke all on routine public.next_n() from public;

-- table public.a
alter table public.a alter column n set default next_n();
alter table public.a add constraint a_b_id_fkey foreign key (b_id) references public.b;

-- table public.b
alter table public.b add constraint b_a_id_fkey foreign key (a_id) references public.a;
alter table public.b enable row level security;

-- table public.keep
alter table public.keep add constraint keep_a_id_fkey foreign key (a_id) references public.a not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.keep.keep_a_id_fkey
-- Hazards:
--   may_fail: constraint public.keep.keep_a_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.keep
alter table public.keep validate constraint keep_a_id_fkey;

commit;
