-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.b
--   alter table public.t
--   create column public.t.c
-- Hazards:
--   access_narrowed: grants of table public.t
--   data_loss: column public.t.b
--   access_widened: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
revoke all on table public.t from reader, writer;
alter table public.t drop column b;
alter table public.t set (fillfactor = 90);
alter table public.t add column c text;
alter table public.t owner to keeper;
grant select on table public.t to reader;
grant update (c) on table public.t to writer;

commit;
