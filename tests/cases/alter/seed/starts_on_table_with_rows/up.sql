-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create seed rows public.kinds

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.kinds
insert into public.kinds (id, name)
values
  (1, 'a')
on conflict (name) do nothing;
insert into public.kinds (id, name, "position")
values
  (2, 'b', 1)
on conflict (name) do nothing;

commit;
