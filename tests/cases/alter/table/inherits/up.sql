-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.child
--   create default public.child.y

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.child
alter table public.child no inherit public.base;
alter table public.child inherit public.other;
alter table public.child alter column y set default 'a';

commit;
