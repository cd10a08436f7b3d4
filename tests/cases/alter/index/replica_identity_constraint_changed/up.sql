-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.k_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.k_new') and not indisvalid) then
    drop index public.k_new;
  end if;
end $$;
create unique index concurrently if not exists k_new on public.t using btree (id, code);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter replica identity public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t replica identity using index k_new;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.k
--   create constraint public.t.k
--   alter replica identity public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint k;
alter table public.t add constraint k unique using index k_new;
alter table public.t replica identity using index k;

commit;
