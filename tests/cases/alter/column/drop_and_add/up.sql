-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.old
--   alter table public.t
--   create column public.t.new
--   alter row security public.t
-- Hazards:
--   data_loss: column public.t.old
--   access_narrowed: row security public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop column old;
alter table public.t set (fillfactor = 80);
alter table public.t add column new text;
alter table public.t force row level security;

commit;
