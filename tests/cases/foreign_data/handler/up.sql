-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.handle()
--   create function public.handle_otherwise()
--   create foreign data wrapper "Both"
--   create foreign data wrapper handled

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.handle()
create function public.handle ()
returns fdw_handler
language internal
as 'pg_backend_pid';
revoke all on routine public.handle() from public;

-- function public.handle_otherwise()
create function public.handle_otherwise ()
returns fdw_handler
language internal
as 'pg_backend_pid';
revoke all on routine public.handle_otherwise() from public;

-- foreign data wrapper "Both"
create foreign data wrapper "Both" handler public.handle validator pg_catalog.postgresql_fdw_validator;

-- foreign data wrapper handled
create foreign data wrapper handled handler public.handle;

commit;
