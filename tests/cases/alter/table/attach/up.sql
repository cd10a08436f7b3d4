-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.gone
--   create table public.added
--   alter table public.kept
--   create constraint public.kept.kept_partition
--   create row security public.added
-- Hazards:
--   data_loss: table public.gone
--   access_narrowed: row security public.added

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
drop table public.gone;
create table public.added (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.added for values from ('2026-02-01') to ('2026-04-01');
alter table public.kept set (fillfactor = 60);
alter table public.kept add constraint kept_partition check (at is not null and at >= '2026-01-01' and at < '2026-01-20') not valid;
alter table public.added enable row level security;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.kept.kept_partition
-- Hazards:
--   may_fail: constraint public.kept.kept_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.kept validate constraint kept_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.kept
--   create partition public.kept
--   drop constraint public.kept.kept_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs detach partition public.kept;
alter table public.logs attach partition public.kept for values from ('2026-01-01') to ('2026-01-20');
alter table public.kept drop constraint kept_partition;

commit;
