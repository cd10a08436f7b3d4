select relname, grantee::regrole, privilege_type from pg_class, aclexplode(relacl) where relkind = 'S' and relnamespace = 'public'::regnamespace and grantee <> relowner order by 1, 2, 3;
