-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role quiet with 2 × role membership
--   create role readers
--   create role worker with 2 × role membership
--   create role writers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role quiet
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'quiet') then
    create role quiet with noinherit;
  else
    select string_agg(attribute, ' ') into differing
    from pg_catalog.pg_roles,
      lateral (values
        (rolcanlogin, 'nologin'),
        (rolsuper, 'nosuperuser'),
        (rolcreatedb, 'nocreatedb'),
        (rolcreaterole, 'nocreaterole'),
        (rolinherit, 'noinherit'),
        (rolreplication, 'noreplication'),
        (rolbypassrls, 'nobypassrls'),
        (rolconnlimit <> -1, 'connection limit -1'),
        (coalesce(rolvaliduntil, 'infinity') <> 'infinity', 'valid until ''infinity''')
      ) as declared (differs, attribute)
    where rolname = 'quiet' and differs;
    if differing is not null then
      execute 'alter role quiet with ' || differing;
    end if;
  end if;
end
$$;

-- role readers
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'readers') then
    create role readers;
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
    where rolname = 'readers' and differs;
    if differing is not null then
      execute 'alter role readers with ' || differing;
    end if;
  end if;
end
$$;

-- role quiet
grant readers to quiet with inherit false;

-- role worker
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'worker') then
    create role worker;
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
    where rolname = 'worker' and differs;
    if differing is not null then
      execute 'alter role worker with ' || differing;
    end if;
  end if;
end
$$;
grant readers to worker with inherit false, admin true;

-- role writers
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'writers') then
    create role writers;
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
    where rolname = 'writers' and differs;
    if differing is not null then
      execute 'alter role writers with ' || differing;
    end if;
  end if;
end
$$;

-- role quiet
grant writers to quiet with inherit true;

-- role worker
grant writers to worker with inherit true, set false;

commit;
