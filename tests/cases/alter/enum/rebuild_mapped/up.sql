-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.tasks.status
--   create default public.tasks.status
--   alter enum public.status
-- Hazards:
--   table_rewrite: enum public.status
--   may_fail: enum public.status

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.tasks
alter table public.tasks alter column status drop default;

-- enum public.status
alter type public.status rename to status_old;
alter domain public.stages rename to stages_old;
create type public.status as enum ('paused', 'open', 'done');
create domain public.stages as public.status[];
alter table public.tasks alter column before type public.status[] using array_replace(before::text[], 'new', 'open')::public.status[];
alter table public.tasks alter column stages type public.stages using array_replace(stages::text[], 'new', 'open')::public.stages;
alter table public.tasks alter column status type public.status using (case status::text when 'new' then 'open' else status::text end)::public.status;
drop domain public.stages_old;
drop type public.status_old;

-- table public.tasks
alter table public.tasks alter column status set default 'open';

commit;
