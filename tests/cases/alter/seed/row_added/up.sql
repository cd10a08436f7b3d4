-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter seed rows public.kinds

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.kinds
insert into public.kinds (id, name)
values
  (3, 'c')
on conflict (name) do nothing;

commit;
