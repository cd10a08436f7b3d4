-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop trigger public.u.set_updated_at
--   drop column public.u.created_at
--   drop column public.u.updated_at
--   create column public.t.created_at
--   create column public.t.updated_at
--   create trigger public.t.set_updated_at
-- Hazards:
--   data_loss: column public.u.created_at
--   data_loss: column public.u.updated_at

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.u
drop trigger set_updated_at on public.u;
alter table public.u drop column created_at;
alter table public.u drop column updated_at;

-- table public.t
alter table public.t add column created_at timestamptz not null default now();
alter table public.t add column updated_at timestamptz not null default now();
create trigger set_updated_at
  before update on public.t
  for each row
  execute function public.set_updated_at();
comment on column public.t.created_at is 'When the row was added.';
comment on column public.t.updated_at is 'When the row was last changed, kept by a trigger.';

commit;
