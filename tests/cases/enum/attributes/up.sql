-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "My Types"
--   create enum "My Types"."Order. By"
--   create enum public.lead_status
--   create table public.leads with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "My Types"
create schema "My Types";

-- enum "My Types"."Order. By"
create type "My Types"."Order. By" as enum ('select');

-- enum public.lead_status
create type public.lead_status as enum ('new', 'contacted', 'won', 'it''s', E'back\\slash', '', 'Ünï', 'a, b', 'a b');
alter type public.lead_status owner to app_owner;
grant usage on type public.lead_status to reader;
comment on type public.lead_status is 'How far it''s come.';

-- table public.leads
create table public.leads (
  id integer not null,
  status public.lead_status not null default 'new',
  others public.lead_status[] default array['won', 'a, b']::public.lead_status[],
  kind "My Types"."Order. By" default 'select',
  constraint leads_pkey primary key (id),
  constraint leads_status_check check (status in ('new', 'it''s'))
);
alter table public.leads enable row level security;

commit;
