-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.logs_2.gone
-- Hazards:
--   data_loss: column public.logs_2.gone

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 drop column gone;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_note_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_2
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_note_idx') and not indisvalid) then
    drop index public.logs_2_note_idx;
  end if;
end $$;
create index concurrently if not exists logs_2_note_idx on public.logs_2 using btree (note);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create partition public.logs_2
-- Hazards:
--   table_scan: partition public.logs_2
--   may_fail: partition public.logs_2

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_2
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-03-01');

commit;
