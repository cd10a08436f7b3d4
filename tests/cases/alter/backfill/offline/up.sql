-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.people.given
--   create column public.people.family
--   drop column public.people.full_name
-- Hazards:
--   table_scan: column public.people.given
--   may_fail: column public.people.given
--   table_scan: column public.people.family
--   may_fail: column public.people.family
--   data_loss: column public.people.full_name

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.people
alter table public.people add column given text;
update public.people set given = split_part(full_name, ' ', 1) where given is null;
alter table public.people alter column given set not null;
alter table public.people add column family text;
update public.people set family = split_part(full_name, ' ', 2) where family is null;
alter table public.people alter column family set not null;
alter table public.people drop column full_name;

commit;
