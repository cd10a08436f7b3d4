-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.extra
--   alter seed rows public.t
-- Hazards:
--   data_loss: seed rows public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column extra text default 'x';
update public.t set n = 2, note = '{"a": [2]}' where name = 'changed';
update public.t set n = default where name = 'loses';
insert into public.t (name, extra)
values
  ('added', 'y')
on conflict (name) do update set extra = excluded.extra;
delete from public.t where name in ('gone');

commit;
