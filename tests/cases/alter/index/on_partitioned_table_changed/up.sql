-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_n_at_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_n_at_idx_new') and not indisvalid) then
    drop index public.logs_1_n_at_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_1_n_at_idx_new on public.logs_1 using btree (n, at);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.i
--   create index public.logs_1_n_at_idx
--   create index public.i

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
drop index public.i;
alter index public.logs_1_n_at_idx_new rename to logs_1_n_at_idx;
create index i on public.logs using btree (n, at);

commit;
