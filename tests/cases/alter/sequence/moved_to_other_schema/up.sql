-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create sequence app.s
--   alter default public.t.id
--   drop sequence public.s
-- Hazards:
--   data_loss: sequence public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence app.s
create sequence app.s as bigint;

-- table public.t
alter table public.t alter column id set default nextval('app.s');

-- sequence public.s
drop sequence public.s;

commit;
