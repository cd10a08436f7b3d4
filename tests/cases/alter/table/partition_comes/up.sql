-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.logs_2.gone
--   create constraint public.logs_2.logs_2_partition
-- Hazards:
--   data_loss: column public.logs_2.gone

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 drop column gone;
alter table public.logs_2 add constraint logs_2_partition check (at is not null and at >= '2026-02-01' and at < '2026-03-01') not valid;

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
--   alter constraint public.logs_2.logs_2_partition
-- Hazards:
--   may_fail: constraint public.logs_2.logs_2_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 validate constraint logs_2_partition;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create partition public.logs_2
--   drop constraint public.logs_2.logs_2_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-03-01');
alter table public.logs_2 drop constraint logs_2_partition;

commit;
