select oid::regclass, relowner::regrole, (select array_agg(format('%s=%s%s', case grantee when 0 then 'public' else grantee::regrole::text end, privilege_type, case when is_grantable then '*' else '' end) order by grantee::regrole::text, privilege_type) from aclexplode(relacl) where grantee <> relowner), reloptions, relispopulated, obj_description(oid) from pg_class where relkind = 'm' order by 1::text;
select indexdef, obj_description(format('%I', indexname)::regclass) from pg_indexes where tablename = 'daily_totals' order by 1;
select col_description('daily_totals'::regclass, 1), col_description('daily_totals'::regclass, 2);
insert into sales values (1, '2026-01-01', 2), (2, '2026-01-01', 3);
refresh materialized view daily_totals;
select * from over;
