-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role setting anon.statement_timeout
--   create role setting authenticator."pgrst.db_schemas"
--   create role membership authenticator.tenant
--   create role tenant
-- Hazards:
--   access_widened: role membership authenticator.tenant

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role anon
alter role anon set statement_timeout = '2s';

-- role authenticator
alter role authenticator set pgrst.db_schemas = 'public, app';

-- role tenant
do $$
declare
  differing text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'tenant') then
    create role tenant;
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
    where rolname = 'tenant' and differs;
    if differing is not null then
      execute 'alter role tenant with ' || differing;
    end if;
  end if;
end
$$;

-- role authenticator
grant tenant to authenticator;

commit;
