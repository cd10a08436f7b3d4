-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.a_lines.a_lines_log_fkey
--   drop partition public.events_2
--   drop table public.events_2
--   drop table public.logs
--   drop constraint public.trees.trees_above_fkey
--   drop table public.trees
-- Hazards:
--   data_loss: table public.events_2
--   data_loss: table public.logs
--   data_loss: table public.trees

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.a_lines
alter table public.a_lines drop constraint a_lines_log_fkey;

-- table public.events
alter table public.events detach partition public.events_2;
drop table public.events_2;

-- table public.logs
drop table public.logs;

-- table public.trees
alter table public.trees drop constraint trees_above_fkey;
drop table public.trees;

commit;
