select oid::regoperator, oprcode, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin, oprcanhash, oprcanmerge, oprowner::regrole, obj_description(oid, 'pg_operator') from pg_operator where oid >= 16384 order by oid::regoperator::text;
select same from compared;
