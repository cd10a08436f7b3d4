-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.small
--   create constraint public.t.small

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint small;
alter table public.t add constraint small check (a < 9) not valid;
comment on constraint small on public.t is 'Kept.';

commit;
