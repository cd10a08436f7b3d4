-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_a_key_new
-- Hazards:
--   may_fail: index public.t_a_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_a_key_new') and not indisvalid) then
    drop index public.t_a_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_a_key_new on public.t using btree (a);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_a_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_a_key unique using index t_a_key_new;

commit;
