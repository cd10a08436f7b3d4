-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.key_new') and not indisvalid) then
    drop index public.key_new;
  end if;
end $$;
create unique index concurrently if not exists key_new on public.t using btree (a, b);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.key
--   create constraint public.t.key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint key;
alter table public.t add constraint key unique using index key_new;
comment on constraint key on public.t is 'Kept.';

commit;
