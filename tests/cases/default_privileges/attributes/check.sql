select defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace, defaclobjtype, defaclacl from pg_default_acl order by 1::text, 2::text, 3;
