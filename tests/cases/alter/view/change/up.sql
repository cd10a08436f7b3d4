-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.rows_of()
--   create view public.columns
--   create materialized view public.totals with index
--   create view public.above
--   create view public.base
--   alter view public.options
-- Hazards:
--   access_narrowed: grants of function public.rows_of()
--   access_widened: grants of view public.above
--   access_widened: grants of materialized view public.totals

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.rows_of()
drop function public.rows_of();

-- view public.columns
drop view public.columns;

-- materialized view public.totals
drop materialized view public.totals;

-- view public.above
drop view public.above;

-- view public.base
drop view public.base;
create view public.base (id, label)
  with (security_invoker = true) as
select id, upper(name) from t where id > 0;

-- function public.rows_of()
create function public.rows_of ()
returns setof public.base
language sql
set search_path = ''
as $$
select * from public.base
$$;
revoke all on routine public.rows_of() from public;

-- view public.above
create view public.above
  with (security_invoker = true) as
select * from base;
grant select on table public.above to reader;
comment on view public.above is 'Above.';

-- view public.base
alter view public.base owner to reader;
comment on view public.base is 'Base.';
comment on column public.base.id is 'The id.';
comment on column public.base.label is 'Another label.';

-- view public.columns
create view public.columns (a, c)
  with (security_invoker = true) as
select id, name from t;

-- view public.options
alter view public.options reset (security_barrier, security_invoker);
alter view public.options set (check_option = cascaded);

-- materialized view public.totals
create materialized view public.totals as
select count(*) as n from above;
create unique index totals_n_idx on public.totals using btree (n);
grant select on table public.totals to reader;
comment on materialized view public.totals is 'Totals.';

commit;
