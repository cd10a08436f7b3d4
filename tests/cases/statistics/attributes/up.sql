-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create table public.places with 5 × statistics, row security
--   create materialized view public.totals with statistics

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- table public.places
create table public.places (
  id integer not null,
  city text,
  zip text,
  country text,
  constraint places_pkey primary key (id)
);
create statistics "Odd Schema"."Mixed One" (dependencies) on country, (city || zip), ((lower(zip))) from public.places;
alter statistics "Odd Schema"."Mixed One" set statistics 0;
create statistics public.places_all on zip, city from public.places;
create statistics public.places_every on country, city from public.places;
create statistics public.places_expression on (lower(city)) from public.places;
create statistics public.places_some (ndistinct, mcv) on country, city, zip from public.places;
alter statistics public.places_some set statistics 500;
alter table public.places enable row level security;
alter statistics public.places_all owner to keeper;
grant select on table public.places to keeper;
comment on statistics public.places_all is 'A zip has its city.';

-- materialized view public.totals
create materialized view public.totals as
select country, city, count(*) as n from places group by country, city;
create statistics public.totals_statistics on country, city from public.totals;

commit;
