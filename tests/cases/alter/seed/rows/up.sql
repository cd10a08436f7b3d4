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
delete from public.t where name in ('gone');
insert into public.t (name, n, note)
values
  ('changed', 2, '{"a": [2]}')
on conflict (name) do update set n = excluded.n, note = excluded.note;
insert into public.t (name, extra)
values
  ('added', 'y')
on conflict (name) do update set extra = excluded.extra;
insert into public.t (name)
values
  ('loses')
on conflict (name) do nothing;

commit;
