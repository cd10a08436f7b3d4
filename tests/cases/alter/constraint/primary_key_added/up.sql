-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_id_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_id_not_null check (id is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_pkey_new
-- Hazards:
--   may_fail: index public.t_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_pkey_new') and not indisvalid) then
    drop index public.t_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists t_pkey_new on public.t using btree (id);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_id_not_null
-- Hazards:
--   may_fail: constraint public.t.t_id_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_id_not_null;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.id
--   create constraint public.t.t_pkey
--   drop constraint public.t.t_id_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column id set not null;
alter table public.t add constraint t_pkey primary key using index t_pkey_new;
alter table public.t drop constraint t_id_not_null;

commit;
