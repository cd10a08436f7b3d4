-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.old_b_idx
--   drop column public.old.b
--   rename column public.old.a to b
--   drop table public.pointing
--   rename table public.kept to pointing
--   rename constraint public.pointing.kept_pkey to pointing_pkey
--   create view public.seen
-- Hazards:
--   data_loss: table public.pointing
--   data_loss: column public.old.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.old
drop index public.old_b_idx;

-- table public.pointing
drop table public.pointing;

-- view public.seen
drop view public.seen;

-- table public.old
alter table public.old drop column b;

-- table public.pointing
alter table public.kept rename to pointing;

-- table public.old
alter table public.old rename column a to b;

-- table public.pointing
alter table public.pointing rename constraint kept_pkey to pointing_pkey;

-- view public.seen
create view public.seen
  with (security_invoker = true) as
select b from old;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.old_b_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.old
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.old_b_idx') and not indisvalid) then
    drop index public.old_b_idx;
  end if;
end $$;
create index concurrently if not exists old_b_idx on public.old using btree (b);
