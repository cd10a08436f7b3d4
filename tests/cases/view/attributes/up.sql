-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create function public.score(integer)
--   create table public.leads with row security
--   create view public.a_last
--   create view public.active_leads
--   create view "Odd Schema"."A View"
--   create view public.checked
--   create view public.counted
--   create view public.locally
--   create view public.named
--   create view public.tree
--   create view public.z_first

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- function public.score(integer)
create function public.score (n integer)
returns integer
language sql
stable
set search_path = ''
as $$
select n + 1
$$;
revoke all on routine public.score(integer) from public;

-- table public.leads
create table public.leads (
  id integer not null,
  name text,
  status text,
  "Odd Col" integer,
  constraint leads_pkey primary key (id)
);
alter table public.leads enable row level security;

-- view public.a_last
create view public.a_last
  with (security_invoker = true) as
table leads;

-- view public.active_leads
create view public.active_leads (id, label, "Third Column")
  with (security_invoker = true) as
select id, name, "Odd Col" from leads where status = 'active';

-- view "Odd Schema"."A View"
create view "Odd Schema"."A View"
  with (security_invoker = true) as
select l.id, l.name as "select" from public.leads l join public.active_leads a using (id);

-- view public.active_leads
alter view public.active_leads owner to app_owner;
grant select, update (label) on table public.active_leads to reader;
comment on view public.active_leads is 'Who is active.';
comment on column public.active_leads."Third Column" is 'Odd.';
comment on column public.active_leads.id is 'The lead''s id.';

-- view public.checked
create view public.checked
  with (security_invoker = true, check_option = cascaded) as
select * from leads where status = 'new';
alter view public.checked alter column "Odd Col" set default 3 + 4;
alter view public.checked alter column status set default 'new';
comment on column public.checked."Odd Col" is 'It''s odd.';
comment on column public.checked.status is 'Always new.';

-- view public.counted
create view public.counted
  with (security_invoker = true) as
with n as (select count(*) as c from leads)
select c, score(1) as score from n;

-- view public.locally
create view public.locally
  with (security_barrier = true, security_invoker = true, check_option = local) as
select * from checked where id > 5;

-- view public.named
create view public.named (a, b)
  with (security_barrier = true) as
select 1, 'x'::text;

-- view public.tree
create recursive view public.tree (n)
  with (security_invoker = true) as
values (1) union all select n + 1 from tree where n < 5;

-- view public.z_first
create view public.z_first
  with (security_invoker = true) as
select * from a_last;

commit;
