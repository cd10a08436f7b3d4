-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role "Odd Role"
--   create role report_owner
--   create role report_reader with 3 × role membership, 4 × role setting
--   create table public.reports with row security, policy
--   create default privileges on tables of report_owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role "Odd Role"
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'Odd Role') then
    create role "Odd Role" with superuser createdb createrole replication bypassrls valid until '2040-01-31 12:30:00.5+00';
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        (rolcanlogin, 'nologin'),
        (not rolsuper, 'superuser'),
        (not rolcreatedb, 'createdb'),
        (not rolcreaterole, 'createrole'),
        (not rolinherit, 'inherit'),
        (not rolreplication, 'replication'),
        (not rolbypassrls, 'bypassrls'),
        (rolconnlimit <> -1, 'connection limit -1'),
        (coalesce(rolvaliduntil, 'infinity') <> '2040-01-31 12:30:00.5+00', 'valid until ''2040-01-31 12:30:00.5+00''')
      ) as declared (differs, attribute)
    where rolname = 'Odd Role' and differs;
    if differing is not null then
      execute 'alter role "Odd Role" with ' || differing;
    end if;
  end if;
end
$$;

-- role report_owner
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'report_owner') then
    create role report_owner;
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        (rolcanlogin, 'nologin'),
        (rolsuper, 'nosuperuser'),
        (rolcreatedb, 'nocreatedb'),
        (rolcreaterole, 'nocreaterole'),
        (not rolinherit, 'inherit'),
        (rolreplication, 'noreplication'),
        (rolbypassrls, 'nobypassrls'),
        (rolconnlimit <> -1, 'connection limit -1'),
        (coalesce(rolvaliduntil, 'infinity') <> 'infinity', 'valid until ''infinity''')
      ) as declared (differs, attribute)
    where rolname = 'report_owner' and differs;
    if differing is not null then
      execute 'alter role report_owner with ' || differing;
    end if;
  end if;
end
$$;
comment on role report_owner is 'Owns the reports.';

-- role report_reader
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'report_reader') then
    create role report_reader with login noinherit connection limit 5 valid until '2040-01-31 00:00:00+00';
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        (not rolcanlogin, 'login'),
        (rolsuper, 'nosuperuser'),
        (rolcreatedb, 'nocreatedb'),
        (rolcreaterole, 'nocreaterole'),
        (rolinherit, 'noinherit'),
        (rolreplication, 'noreplication'),
        (rolbypassrls, 'nobypassrls'),
        (rolconnlimit <> 5, 'connection limit 5'),
        (coalesce(rolvaliduntil, 'infinity') <> '2040-01-31 00:00:00+00', 'valid until ''2040-01-31 00:00:00+00''')
      ) as declared (differs, attribute)
    where rolname = 'report_reader' and differs;
    if differing is not null then
      execute 'alter role report_reader with ' || differing;
    end if;
  end if;
end
$$;
grant "Odd Role" to report_reader;
grant pg_read_all_settings to report_reader;
grant report_owner to report_reader with admin option;
alter role report_reader set app."Tenant" = 'it''s 100%';
alter role report_reader set search_path = app, "Odd Schema";
alter role report_reader set statement_timeout = '5s';
alter role report_reader set work_mem = '4096';
comment on role report_reader is 'Reads what belongs to it, as "Odd Role" does.';

-- table public.reports
create table public.reports (
  id integer not null,
  owner text,
  constraint reports_pkey primary key (id)
);
alter table public.reports enable row level security;
create policy sees on public.reports for select to report_reader
  using (owner = current_user);
alter table public.reports owner to report_owner;
grant insert on table public.reports to "Odd Role";
grant select on table public.reports to report_reader;

-- default privileges on tables of report_owner
alter default privileges for role report_owner grant select on tables to report_reader;

commit;
