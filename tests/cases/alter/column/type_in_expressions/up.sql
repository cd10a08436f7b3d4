-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.short
--   drop constraint public.t.t_a_check
--   drop index public.t_id_idx
--   drop index public.t_lower_idx
--   alter column public.t.a
--   alter column public.t.b
--   create constraint public.t.short
--   create constraint public.t.t_a_check
--   create index public.t_id_idx
--   create index public.t_lower_idx
-- Hazards:
--   data_loss: column public.t.a
--   table_rewrite: column public.t.a
--   may_fail: column public.t.a
--   table_rewrite: column public.t.b
--   may_fail: column public.t.b
--   table_scan: constraint public.t.short
--   may_fail: constraint public.t.short
--   table_scan: constraint public.t.t_a_check
--   may_fail: constraint public.t.t_a_check
--   table_scan: index public.t_id_idx
--   table_scan: index public.t_lower_idx

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop constraint short;
alter table public.t drop constraint t_a_check;
drop index public.t_id_idx;
drop index public.t_lower_idx;
alter table public.t
  alter column a type integer,
  alter column b type varchar(40);
alter table public.t add constraint short check (length(b) < 9);
alter table public.t add constraint t_a_check check (a > 1);
create index t_id_idx on public.t using btree (id) where a > 5;
create index t_lower_idx on public.t using btree ((lower(b)));
comment on index public.t_lower_idx is 'Kept.';

commit;
