-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.old
--   create column public.t.fresh
--   alter seed rows public.t
-- Hazards:
--   data_loss: column public.t.old

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop column old;
alter table public.t add column fresh text not null default 'x';
update public.t set mood = 'happy', tags = array['x']::text[], data = '{"k": [2]}', fresh = 'given', at = '2022-01-01' where a = 1 and b = 'it''s';
update public.t set data = '[null]', at = default where a = 1 and b = 'other';
update public.t set mood = 'sad', tags = array['a,b']::text[] where a = 2 and b = 'it''s';

commit;
