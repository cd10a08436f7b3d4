-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.slug(text)
-- Hazards:
--   stale_values: domain public.slugged
--   stale_values: column public.notes.slug
--   stale_values: constraint public.notes.not_blank
--   stale_values: index public.by_short
--   stale_values: index public.of_slugs

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.slug(text)
create or replace function public.slug (title text)
returns text
language sql
immutable
set search_path = ''
as $$
select lower(btrim(title))
$$;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.by_slug_new
-- Hazards:
--   may_fail: index public.by_slug_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.notes
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.by_slug_new') and not indisvalid) then
    drop index public.by_slug_new;
  end if;
end $$;
create unique index concurrently if not exists by_slug_new on public.notes using btree ((slug(title)));
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.by_slug

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.notes
drop index concurrently if exists public.by_slug;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.by_slug

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter index public.by_slug_new rename to by_slug;

commit;
