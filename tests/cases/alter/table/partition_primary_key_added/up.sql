-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs.logs_n_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add constraint logs_n_not_null check (n is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_pkey_new
-- Hazards:
--   may_fail: index public.logs_1_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_pkey_new') and not indisvalid) then
    drop index public.logs_1_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists logs_1_pkey_new on public.logs_1 using btree (at, n);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.logs_n_not_null
-- Hazards:
--   may_fail: constraint public.logs.logs_n_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint logs_n_not_null;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs.n
--   create constraint public.logs_1.logs_1_pkey
--   drop constraint public.logs.logs_n_not_null
--   create constraint public.logs.logs_pkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs alter column n set not null;
alter table public.logs_1 add constraint logs_1_pkey primary key using index logs_1_pkey_new;
alter table public.logs drop constraint logs_n_not_null;
alter table public.logs add constraint logs_pkey primary key (at, n);

commit;
