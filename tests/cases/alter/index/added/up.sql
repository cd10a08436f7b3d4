-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_a_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_a_idx') and not indisvalid) then
    drop index public.t_a_idx;
  end if;
end $$;
create index concurrently if not exists t_a_idx on public.t using btree (a);
