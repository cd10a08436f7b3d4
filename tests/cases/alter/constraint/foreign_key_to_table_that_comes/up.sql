-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.p with row security
--   create constraint public.t.t_a_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.p
create table public.p (
  id integer not null,
  code text,
  constraint p_pkey primary key (id),
  constraint p_code_key unique (code)
);
alter table public.p enable row level security;

-- table public.t
alter table public.t add constraint t_a_fkey foreign key (a) references public.p not valid;

commit;
