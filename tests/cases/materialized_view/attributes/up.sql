-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.sales with row security
--   create materialized view public.daily_totals with 2 × index
--   create view public.over
--   create materialized view public.empty_totals

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.sales
create table public.sales (
  id integer not null,
  day date,
  amount numeric,
  constraint sales_pkey primary key (id)
);
alter table public.sales enable row level security;
grant select on table public.sales to app_owner;

-- materialized view public.daily_totals
create materialized view public.daily_totals (day, total) using heap with (autovacuum_enabled = false, fillfactor = 70) tablespace pg_default as
select day, sum(amount) from sales group by day;

-- view public.over
create view public.over
  with (security_invoker = true) as
select * from daily_totals;

-- materialized view public.daily_totals
create unique index daily_totals_day_idx on public.daily_totals using btree (day);
create index daily_totals_total_idx on public.daily_totals using btree (total desc);
alter materialized view public.daily_totals owner to app_owner;
grant select on table public.daily_totals to reader;
comment on materialized view public.daily_totals is 'Totals; it''s fresh at night.';
comment on column public.daily_totals.day is 'The day.';
comment on column public.daily_totals.total is 'What was sold on it.';
comment on index public.daily_totals_day_idx is 'For concurrent refreshes.';

-- materialized view public.empty_totals
create materialized view public.empty_totals as
select * from daily_totals
with no data;
comment on column public.empty_totals.day is 'Not filled yet.';

commit;
