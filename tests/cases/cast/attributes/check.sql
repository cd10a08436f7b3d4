select castsource::regtype, casttarget::regtype, castfunc::regprocedure, castmethod, castcontext, obj_description(oid, 'pg_cast') from pg_cast where oid >= 16384 order by 1, 2;
select * from numbers;
