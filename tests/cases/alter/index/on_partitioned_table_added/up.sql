-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_n_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_n_idx') and not indisvalid) then
    drop index public.logs_1_n_idx;
  end if;
end $$;
create index concurrently if not exists logs_1_n_idx on public.logs_1 using btree (n);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_n_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create index logs_n_idx on public.logs using btree (n);

commit;
