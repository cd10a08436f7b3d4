select oid::regclass, relowner::regrole, relacl, reloptions, relispopulated, obj_description(oid), pg_get_viewdef(oid) from pg_class where relkind = 'm' order by 1::text;
select indexdef, obj_description(format('%I', indexname)::regclass) from pg_indexes where tablename = 'daily_totals' order by 1;
select col_description('daily_totals'::regclass, 1), col_description('daily_totals'::regclass, 2);
