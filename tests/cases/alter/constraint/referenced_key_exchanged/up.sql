-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename constraint public.parent.parent_key to parent_pkey
--   alter constraint public.child.child_parent

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.parent
alter table public.parent rename constraint parent_key to parent_pkey;

-- table public.child
alter table public.child alter constraint child_parent deferrable initially immediate;

commit;
