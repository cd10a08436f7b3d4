-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.c

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column c integer;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_c_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_c_idx') and not indisvalid) then
    drop index public.t_c_idx;
  end if;
end $$;
create index concurrently if not exists t_c_idx on public.t using btree (c);
