-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop role membership app.readers
--   drop role setting app.statement_timeout
-- Hazards:
--   access_narrowed: role membership app.readers
--   access_narrowed: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
revoke readers from app;
alter role app reset statement_timeout;

-- table public.t
revoke all on table public.t from readers;
alter table public.t owner to current_user;

commit;
