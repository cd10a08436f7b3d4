-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.notes.owner_id
--   alter policy public.notes.own
--   drop column public.notes.owner
-- Hazards:
--   access_widened: policy public.notes.own
--   access_narrowed: policy public.notes.own
--   data_loss: column public.notes.owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes add column owner_id text;
alter policy own on public.notes to public
  using (owner_id = current_user);
alter table public.notes drop column owner;

commit;
