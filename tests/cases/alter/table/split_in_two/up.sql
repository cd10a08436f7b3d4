-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.b
--   create table public.t_texts with row security
-- Hazards:
--   data_loss: column public.t.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop column b;

-- table public.t_texts
create table public.t_texts (
  t_id integer not null,
  b text,
  constraint t_texts_pkey primary key (t_id),
  constraint t_texts_t_id_fkey foreign key (t_id) references public.t
);
alter table public.t_texts enable row level security;

commit;
