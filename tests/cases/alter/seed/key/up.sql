-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter seed rows public.plans
-- Hazards:
--   data_loss: seed rows public.plans

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.plans
delete from public.plans where name in ('team');
update public.plans set price = 12 where name = 'pro';
insert into public.plans (id, name, price)
values
  (4, 'firm', 30)
on conflict (id) do nothing;

commit;
