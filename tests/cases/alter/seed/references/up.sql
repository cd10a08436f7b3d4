-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter seed rows public.zones
--   alter seed rows public.cities
-- Hazards:
--   data_loss: seed rows public.cities
--   data_loss: seed rows public.zones

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.zones
insert into public.zones (name, rank)
values
  ('east', 4)
on conflict (name) do nothing;

-- table public.cities
update public.cities set zone = 'east' where id = 3;
insert into public.cities (id, zone)
values
  (4, 'east')
on conflict (id) do nothing;
delete from public.cities where id in (2);

-- table public.zones
delete from public.zones where name in ('south', 'west');

commit;
