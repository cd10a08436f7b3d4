select p.oid::regprocedure, aggkind, aggnumdirectargs, aggtransfn, aggtranstype::regtype, aggtransspace, aggfinalfn, aggfinalextra, aggfinalmodify, agginitval, aggcombinefn, aggserialfn, aggdeserialfn
from pg_aggregate a join pg_proc p on p.oid = aggfnoid where pronamespace = 'public'::regnamespace order by p.oid::regprocedure::text;
select p.oid::regprocedure, aggmtransfn, aggmtranstype::regtype, aggmtransspace, aggmfinalfn, aggmfinalextra, aggmfinalmodify, aggminitval, aggminvtransfn, aggsortop::regoperator, proparallel
from pg_aggregate a join pg_proc p on p.oid = aggfnoid where pronamespace = 'public'::regnamespace order by p.oid::regprocedure::text;
select oid::regprocedure, proowner::regrole, proacl, obj_description(oid, 'pg_proc') from pg_proc where prokind = 'a' and pronamespace = 'public'::regnamespace order by oid::regprocedure::text;
select total, (select total(*) from totals), (select percentile(0.5) within group (order by n) from generate_series(1, 3) n) from totals;
