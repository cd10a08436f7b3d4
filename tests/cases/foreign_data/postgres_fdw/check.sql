select srvname, fdwname, srvoptions from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = srvfdw order by 1;
select usename, srvname, umoptions from pg_user_mappings;
select ftrelid::regclass, ftoptions, attname, attfdwoptions from pg_foreign_table join pg_attribute on attrelid = ftrelid and attnum > 0 order by attnum;
