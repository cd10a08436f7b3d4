-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_key_new') and not indisvalid) then
    drop index public.t_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_key_new on public.t using btree (id);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_key
--   create constraint public.t.t_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_key;
alter table public.t add constraint t_key primary key using index t_key_new;
comment on constraint t_key on public.t is 'Kept.';

commit;
