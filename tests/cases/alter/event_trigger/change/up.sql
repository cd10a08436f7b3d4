-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop event trigger gone
--   drop function public.g()
--   create event trigger other
--   create event trigger came
--   alter event trigger state

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- event trigger gone
drop event trigger gone;

-- function public.g()
drop function public.g();

-- event trigger other
drop event trigger other;

-- event trigger came
create event trigger came on sql_drop
  execute function public.f();
alter event trigger came enable always;

-- event trigger other
create event trigger other on ddl_command_start
  when tag in ('DROP TABLE')
  execute function public.f();
comment on event trigger other is 'New.';

-- event trigger state
alter event trigger state disable;

commit;
