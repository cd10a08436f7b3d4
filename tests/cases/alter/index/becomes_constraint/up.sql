-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.c
--   create constraint public.t.t_a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint c;
alter table public.t add constraint t_a unique using index t_a;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.c

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.c') and not indisvalid) then
    drop index public.c;
  end if;
end $$;
create index concurrently if not exists c on public.t using btree (b);
