select pg_get_statisticsobjdef(oid), nullif(stxstattarget, -1), stxowner::regrole, obj_description(oid, 'pg_statistic_ext') from pg_statistic_ext order by stxname collate "C";
