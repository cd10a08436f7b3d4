-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.changed
--   drop index public.made_unique
--   drop index public.t_a_idx
--   create index public.changed
--   create index public.made_unique
--   alter index public.stored
--   create index public.t_lower_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop index public.changed;
drop index public.made_unique;
drop index public.t_a_idx;
comment on index public.stored is null;
create index changed on public.t using btree (b desc) where a > 0;
create unique index made_unique on public.t using btree (b, a);
alter index public.stored set (deduplicate_items = false, fillfactor = 80);
create index t_lower_idx on public.t using btree ((lower(b)));
comment on index public.made_unique is 'Kept.';

commit;
