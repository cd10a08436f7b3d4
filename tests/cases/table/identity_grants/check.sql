select grantee::regrole, privilege_type, is_grantable from pg_class, aclexplode(relacl) where relname = 'orders_id_seq' and grantee::regrole::text = 'reader' order by 2;
