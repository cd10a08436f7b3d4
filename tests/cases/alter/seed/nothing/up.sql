-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter seed rows public.t
--   create table public.w with row security, seed rows
--   drop seed rows public.u
-- Hazards:
--   data_loss: seed rows public.t
--   data_loss: seed rows public.u

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
delete from public.t where (a, b) in ((1, 'y'));
update public.t set c = 'new' where a = 1 and b = 'x';
insert into public.t (a, b, c)
values
  (2, 'y', 'new')
on conflict (a, b) do nothing;

-- table public.w
create table public.w (
  id integer not null,
  u_id integer,
  constraint w_pkey primary key (id),
  constraint w_u_id_fkey foreign key (u_id) references public.u
);
alter table public.w enable row level security;
insert into public.w (id)
values
  (1)
on conflict (id) do nothing;

-- table public.u
delete from public.u where id in (1);

commit;
