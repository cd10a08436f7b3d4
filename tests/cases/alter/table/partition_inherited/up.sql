-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.logs.logs_at_n_key
--   drop constraint public.logs.positive
--   drop index public.logs_n_idx
--   drop index public.logs_note_idx
--   create constraint public.logs.logs_at_note_key
--   create constraint public.logs.positive
--   create index public.logs_n_idx
-- Hazards:
--   table_scan: constraint public.logs.logs_at_note_key
--   may_fail: constraint public.logs.logs_at_note_key
--   table_scan: index public.logs_n_idx

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs drop constraint logs_at_n_key;
alter table public.logs drop constraint positive;
drop index public.logs_n_idx;
drop index public.logs_note_idx;
alter table public.logs add constraint logs_at_note_key unique (at, note);
alter table public.logs add constraint positive check (n > 1) not valid;
create index logs_n_idx on public.logs using btree (n) where note = 'b';

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.positive
-- Hazards:
--   may_fail: constraint public.logs.positive

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint positive;

commit;
