-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.child.child_parent
--   create constraint public.child.child_parent
--   drop constraint public.parent.parent_key
--   create constraint public.parent.parent_pkey
-- Hazards:
--   table_scan: constraint public.parent.parent_pkey
--   may_fail: constraint public.parent.parent_pkey
--   table_scan: constraint public.child.child_parent
--   may_fail: constraint public.child.child_parent

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.child
alter table public.child drop constraint child_parent;

-- table public.parent
alter table public.parent drop constraint parent_key;
alter table public.parent add constraint parent_pkey primary key (id);

-- table public.child
alter table public.child add constraint child_parent foreign key (parent_id) references public.parent deferrable;

commit;
