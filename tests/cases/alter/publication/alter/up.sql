-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop publication membership public.t.gone
--   drop publication membership public.t.p
--   create publication membership public.t.added
--   create publication membership public.t.q
--   drop publication membership public.u.p
--   create publication membership public.u.p
--   create publication membership public.u.q
--   drop publication gone
--   create publication q
--   create publication added
--   alter publication p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter publication gone drop table only public.t;
alter publication p drop table only public.t;

-- table public.u
alter publication p drop table only public.u;

-- publication gone
drop publication gone;

-- publication q
drop publication q;

-- publication added
create publication added with (publish = 'insert, update, delete, truncate');

-- table public.t
alter publication added add table only public.t;

-- publication p
alter publication p set (publish = 'insert, update, delete', publish_via_partition_root = true);

-- table public.u
alter publication p add table only public.u (id);

-- publication p
comment on publication p is 'P.';

-- publication q
create publication q with (publish = 'insert, update, delete, truncate');

-- table public.t
alter publication q add table only public.t;

-- table public.u
alter publication q add table only public.u where (id > 3);

commit;
