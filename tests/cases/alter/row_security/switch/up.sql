-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.on_off.p
--   drop row security public.on_off
--   alter row security public.forced
--   create row security public.off_on
--   create policy public.off_on.p
--   create policy public.off_on.public_insert_all
--   alter row security public.unforced
-- Hazards:
--   access_narrowed: policy public.on_off.p
--   access_widened: row security public.on_off
--   access_widened: row security public.forced
--   access_narrowed: row security public.off_on
--   access_widened: policy public.off_on.p
--   access_widened: policy public.off_on.public_insert_all
--   access_widened: grants of table public.off_on
--   access_narrowed: row security public.unforced

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.on_off
drop policy p on public.on_off;
alter table public.on_off disable row level security;

-- table public.forced
alter table public.forced no force row level security;

-- table public.off_on
alter table public.off_on enable row level security;
create policy p on public.off_on for all to public
  using (true);
create policy public_insert_all on public.off_on for insert to public
  with check (true);
grant insert on table public.off_on to public;

-- table public.unforced
alter table public.unforced force row level security;

commit;
