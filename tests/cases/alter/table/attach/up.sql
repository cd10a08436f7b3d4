-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.gone
--   drop partition public.kept
--   create table public.added
--   alter table public.kept
--   create partition public.kept
--   create row security public.added
-- Hazards:
--   data_loss: table public.gone
--   table_scan: partition public.kept
--   may_fail: partition public.kept
--   access_narrowed: row security public.added

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
drop table public.gone;
alter table public.logs detach partition public.kept;
create table public.added (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.added for values from ('2026-02-01') to ('2026-04-01');
alter table public.kept set (fillfactor = 60);
alter table public.logs attach partition public.kept for values from ('2026-01-01') to ('2026-01-20');
alter table public.added enable row level security;

commit;
