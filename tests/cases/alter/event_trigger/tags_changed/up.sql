-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create event trigger e

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- event trigger e
drop event trigger e;
create event trigger e on ddl_command_end
  when tag in ('CREATE TABLE', 'ALTER TABLE')
  execute function public.f();
comment on event trigger e is 'Kept.';

commit;
