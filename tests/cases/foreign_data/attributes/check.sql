select fdwname, fdwowner::regrole = current_user::regrole, fdwhandler::oid, fdwvalidator::regproc, fdwoptions, fdwacl::text ~ 'app=U/', fdwacl::text ~ 'keeper=U\*/', obj_description(oid, 'pg_foreign_data_wrapper') from pg_foreign_data_wrapper order by 1;
select srvname, fdwname, srvowner::regrole, srvtype, srvversion, srvoptions, srvacl, obj_description(s.oid, 'pg_foreign_server') from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = srvfdw order by 1;
select usename, srvname, umoptions from pg_user_mappings order by 1;
select ftrelid::regclass, srvname, ftoptions, relowner::regrole, obj_description(ftrelid, 'pg_class') from pg_foreign_table join pg_foreign_server s on s.oid = ftserver join pg_class c on c.oid = ftrelid order by ftrelid::regclass::text;
select attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attfdwoptions, attislocal, attinhcount from pg_attribute join pg_foreign_table on ftrelid = attrelid where attnum > 0 order by attrelid::regclass::text, attnum;
select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid in (select ftrelid from pg_foreign_table) order by 1, 2;
select pg_get_expr(relpartbound, oid) from pg_class where oid = 'measures_far'::regclass;
