-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role "It's odd"
--   create role limited
--   create role ours

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role "It's odd"
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'It''s odd') then
    create role "It's odd" with bypassrls;
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
        (not rolbypassrls, 'bypassrls'),
        (rolconnlimit <> -1, 'connection limit -1'),
        (coalesce(rolvaliduntil, 'infinity') <> 'infinity', 'valid until ''infinity''')
      ) as declared (differs, attribute)
    where rolname = 'It''s odd' and differs;
    if differing is not null then
      execute 'alter role "It''s odd" with ' || differing;
    end if;
  end if;
end
$$;

-- role limited
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'limited') then
    create role limited with login connection limit 7 valid until '2040-01-01 00:00:00+00';
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        (not rolcanlogin, 'login'),
        (rolsuper, 'nosuperuser'),
        (rolcreatedb, 'nocreatedb'),
        (rolcreaterole, 'nocreaterole'),
        (not rolinherit, 'inherit'),
        (rolreplication, 'noreplication'),
        (rolbypassrls, 'nobypassrls'),
        (rolconnlimit <> 7, 'connection limit 7'),
        (coalesce(rolvaliduntil, 'infinity') <> '2040-01-01 00:00:00+00', 'valid until ''2040-01-01 00:00:00+00''')
      ) as declared (differs, attribute)
    where rolname = 'limited' and differs;
    if differing is not null then
      execute 'alter role limited with ' || differing;
    end if;
  end if;
end
$$;

-- role ours
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'ours') then
    create role ours;
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
    where rolname = 'ours' and differs;
    if differing is not null then
      execute 'alter role ours with ' || differing;
    end if;
  end if;
end
$$;

commit;
