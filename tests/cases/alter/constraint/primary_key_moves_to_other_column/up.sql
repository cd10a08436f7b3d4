-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_code_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_code_key;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_id_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_id_key_new') and not indisvalid) then
    drop index public.t_id_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_id_key_new on public.t using btree (id);
-- 004_case_3
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
create unique index concurrently if not exists t_pkey_new on public.t using btree (code);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_pkey
--   create constraint public.t.t_id_key
--   create constraint public.t.t_pkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_pkey;
alter table public.t add constraint t_id_key unique using index t_id_key_new;
alter table public.t add constraint t_pkey primary key using index t_pkey_new;

commit;
