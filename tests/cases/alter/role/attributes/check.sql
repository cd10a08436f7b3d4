select rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolinherit, rolreplication, rolbypassrls, rolconnlimit,
  to_char(rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), shobj_description(oid, 'pg_authid')
from pg_roles where oid >= 16384 order by rolname collate "C";
select member::regrole, roleid::regrole, admin_option from pg_auth_members where member >= 16384 order by member::regrole::text collate "C", roleid::regrole::text collate "C";
select r.rolname, c from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c where s.setdatabase = 0 order by r.rolname collate "C", c collate "C";
