-- Everything that a schema is, a line each, without OIDs and whatever else differs between two equal databases.
-- Extensions, what belongs to them and the schemas they are in stay out: they are kept by design.
with extension_member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e' and refclassid = 'pg_extension'::regclass
), namespace as (
  select * from pg_catalog.pg_namespace
  where nspname not like 'pg\_%' and nspname <> 'information_schema'
    and oid not in (select objid from extension_member where classid = 'pg_namespace'::regclass)
), class as (
  select c.*, n.nspname from pg_catalog.pg_class c join namespace n on n.oid = c.relnamespace
  where c.oid not in (select objid from extension_member where classid = 'pg_class'::regclass) and c.relkind not in ('c', 't')
), proc as (
  select p.* from pg_catalog.pg_proc p join namespace n on n.oid = p.pronamespace
  where p.oid not in (select objid from extension_member where classid = 'pg_proc'::regclass)
), own_type as (
  select t.*, n.nspname from pg_catalog.pg_type t join namespace n on n.oid = t.typnamespace
  where (t.typtype in ('e', 'd', 'r') or t.typrelid in (select oid from pg_catalog.pg_class where relkind = 'c')) and t.oid not in (select objid from extension_member where classid = 'pg_type'::regclass)
), acl (what, items, kind, owner) as (
  select format('schema %I', nspname), nspacl, 'n'::"char", nspowner from namespace
    where nspname = 'public' or oid not in (select extnamespace from pg_catalog.pg_extension)
  union all select format('class %I.%I', nspname, relname), relacl, case relkind when 'S' then 's' else 'r' end::"char", relowner from class where relkind <> 'i' and relkind <> 'I'
  union all select 'routine ' || oid::regprocedure, proacl, 'f', proowner from proc
  union all select 'type ' || oid::regtype, typacl, 'T', typowner from own_type
  union all select format('foreign data wrapper %I', fdwname), fdwacl, 'F', fdwowner from pg_catalog.pg_foreign_data_wrapper where oid not in (select objid from extension_member where classid = 'pg_foreign_data_wrapper'::regclass)
  union all select format('server %I', srvname), srvacl, 'S', srvowner from pg_catalog.pg_foreign_server
  union all select format('column %I.%I.%I', c.nspname, c.relname, a.attname), a.attacl, 'c', c.relowner from class c join pg_catalog.pg_attribute a on a.attrelid = c.oid where a.attacl is not null
)
select line from (
  select format('schema %I owner %s', nspname, nspowner::regrole) as line from namespace where nspname = 'public' or oid not in (select extnamespace from pg_catalog.pg_extension)
  union all
  select format('%s grants %s', what, (
    select string_agg(format('%s=%s%s', case x.grantee when 0 then 'public' else x.grantee::regrole::text end, x.privilege_type, case when x.is_grantable then '*' else '' end), ' ' order by x.grantee::regrole::text, x.privilege_type)
    from pg_catalog.aclexplode(coalesce(items, pg_catalog.acldefault(case when kind = 's' then 's' else kind end, owner))) x))
  from acl
  union all
  select format('%s %I.%I owner %s persistence %s options %s tablespace %s method %s identity %s rls %s%s partition %s %s by %s populated %s%s', relkind, nspname, relname, relowner::regrole, relpersistence, array(select unnest(reloptions) order by 1), reltablespace,
    (select amname from pg_catalog.pg_am where oid = relam), relreplident, relrowsecurity, relforcerowsecurity, relispartition, pg_get_expr(relpartbound, oid), pg_get_partkeydef(oid), relispopulated,
    case when relkind in ('v', 'm') then E'\n' || pg_get_viewdef(oid) else '' end)
  from class
  union all
  select format('columns of %I.%I: %s', c.nspname, c.relname, (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_catalog.pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped))
  from class c where relkind in ('r', 'p', 'f', 'v', 'm')
  union all
  select format('column %I.%I.%I: %s not null %s identity %s generated %s storage %s compression %s statistics %s options %s collation %s default %s', c.nspname, c.relname,
    -- The columns of an index keep the names that those of the table had when it was made.
    case when c.relkind in ('i', 'I') then a.attnum::text else a.attname::text end,
    format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attcompression, coalesce(a.attstattarget, -1), a.attoptions,
    (select collname from pg_catalog.pg_collation where oid = a.attcollation), (select pg_get_expr(adbin, adrelid) from pg_catalog.pg_attrdef where adrelid = a.attrelid and adnum = a.attnum))
  from class c join pg_catalog.pg_attribute a on a.attrelid = c.oid where a.attnum > 0 and not a.attisdropped
  union all
  select format('index %s valid %s replica identity %s clustered %s', pg_get_indexdef(indexrelid), indisvalid, indisreplident, indisclustered) from pg_catalog.pg_index join class on class.oid = indexrelid
  union all
  -- What is kept for each partition of a table that a foreign key refers to is as valid as the whole, though not marked so before PostgreSQL 18.
  select format('constraint %I on %s%s: %s validated %s', k.conname, nullif(k.conrelid, 0)::regclass, nullif(k.contypid, 0)::regtype,
    replace(pg_get_constraintdef(k.oid), case when w.convalidated then ' NOT VALID' else '' end, ''), coalesce(w.convalidated, k.convalidated))
  from pg_catalog.pg_constraint k left join pg_catalog.pg_constraint w on w.oid = k.conparentid and w.conrelid = k.conrelid
  where exists (select from namespace where oid = k.connamespace) and (k.conrelid in (select oid from class) or k.contypid in (select oid from own_type))
  union all
  select format('trigger %s enabled %s', pg_get_triggerdef(t.oid), tgenabled) from pg_catalog.pg_trigger t join class on class.oid = tgrelid where not tgisinternal
  union all
  select format('rule %s enabled %s', pg_get_ruledef(r.oid), ev_enabled) from pg_catalog.pg_rewrite r join class on class.oid = ev_class where rulename <> '_RETURN'
  union all
  select format('policy %I on %s for %s permissive %s to %s using %s check %s', polname, polrelid::regclass, polcmd, polpermissive,
    (select string_agg(case r when 0 then 'public' else r::regrole::text end, ',' order by r::regrole::text) from unnest(polroles) r), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
  from pg_catalog.pg_policy join class on class.oid = polrelid
  union all
  select format('routine owner %s %s', proowner::regrole, pg_get_functiondef(oid)) from proc where prokind <> 'a'
  union all
  select format('aggregate %s owner %s parallel %s %s', p.oid::regprocedure, proowner::regrole, proparallel, to_jsonb(a) - 'aggfnoid' - 'aggsortop' - 'aggtranstype' - 'aggmtranstype'
    || jsonb_build_object('state', aggtranstype::regtype, 'moving', aggmtranstype::regtype, 'sort', aggsortop::regoperator, 'arguments', pg_get_function_arguments(p.oid)))
  from proc p join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
  union all
  select format('type %s %s owner %s base %s not null %s default %s collation %s labels %s', typtype, oid::regtype, typowner::regrole, format_type(typbasetype, typtypmod), typnotnull, typdefault,
    (select collname from pg_catalog.pg_collation where oid = typcollation), (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_catalog.pg_enum where enumtypid = own_type.oid))
  from own_type
  union all
  select format('attribute %s of %s: %s collation %s', a.attname, t.oid::regtype, format_type(a.atttypid, a.atttypmod), (select collname from pg_catalog.pg_collation where oid = a.attcollation))
  from own_type t join pg_catalog.pg_attribute a on a.attrelid = t.typrelid where t.typrelid <> 0 and a.attnum > 0 and not a.attisdropped
  union all
  select format('range %s of %s class %s collation %s canonical %s difference %s multirange %s', rngtypid::regtype, rngsubtype::regtype, (select opcname from pg_catalog.pg_opclass where oid = rngsubopc), (select collname from pg_catalog.pg_collation where oid = rngcollation), rngcanonical, rngsubdiff, rngmultitypid::regtype)
  from pg_catalog.pg_range join own_type on own_type.oid = rngtypid
  union all
  select format('collation %s provider %s collate %s ctype %s deterministic %s owner %s', c.oid::regcollation, collprovider, collcollate, collctype, collisdeterministic, collowner::regrole)
  from pg_catalog.pg_collation c join namespace n on n.oid = collnamespace where not exists (select from extension_member m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)
  union all
  select format('cast %s as %s by %s %s in %s', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castmethod, castcontext)
  from pg_catalog.pg_cast c where oid >= 16384 and not exists (select from extension_member m where m.classid = 'pg_cast'::regclass and m.objid = c.oid)
  union all
  select format('operator %s by %s commutator %s negator %s restrict %s join %s hashes %s merges %s owner %s', o.oid::regoperator, oprcode, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin, oprcanhash, oprcanmerge, oprowner::regrole)
  from pg_catalog.pg_operator o join namespace n on n.oid = oprnamespace where not exists (select from extension_member m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
  union all
  select format('sequence %s as %s start %s increment %s min %s max %s cache %s cycle %s of %s', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
    (select format('%s column %s (%s)', refobjid::regclass, (select attname from pg_catalog.pg_attribute where attrelid = refobjid and attnum = refobjsubid), deptype) from pg_catalog.pg_depend
     where classid = 'pg_class'::regclass and objid = seqrelid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')))
  from pg_catalog.pg_sequence join class on class.oid = seqrelid
  union all
  select format('default privileges of %s in %s on %s: %s', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace, defaclobjtype,
    (select string_agg(format('%s=%s%s', case x.grantee when 0 then 'public' else x.grantee::regrole::text end, x.privilege_type, case when x.is_grantable then '*' else '' end), ' ' order by x.grantee::regrole::text, x.privilege_type) from pg_catalog.aclexplode(defaclacl) x))
  from pg_catalog.pg_default_acl
  union all
  select format('publication %I owner %s all %s insert %s update %s delete %s truncate %s via root %s', pubname, pubowner::regrole, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot) from pg_catalog.pg_publication
  union all
  select format('publication %I has %I.%I columns %s where %s', pubname, schemaname, tablename, attnames, rowfilter) from pg_catalog.pg_publication_tables
  union all
  select format('foreign table %s server %s options %s', ftrelid::regclass, (select srvname from pg_catalog.pg_foreign_server where oid = ftserver), array(select unnest(ftoptions) order by 1)) from pg_catalog.pg_foreign_table join class on class.oid = ftrelid
  union all
  select format('column %s.%I options %s', attrelid::regclass, attname, array(select unnest(attfdwoptions) order by 1)) from pg_catalog.pg_attribute join class on class.oid = attrelid where attfdwoptions is not null and not attisdropped
  union all
  select format('foreign data wrapper %I owner %s handler %s validator %s options %s', fdwname, fdwowner::regrole, fdwhandler::regproc, fdwvalidator::regproc, array(select unnest(fdwoptions) order by 1))
  from pg_catalog.pg_foreign_data_wrapper w where not exists (select from extension_member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
  union all
  select format('server %I of %I owner %s type %s version %s options %s', srvname, fdwname, srvowner::regrole, srvtype, srvversion, array(select unnest(srvoptions) order by 1)) from pg_catalog.pg_foreign_server s join pg_catalog.pg_foreign_data_wrapper w on w.oid = srvfdw
  union all
  select format('user mapping of %I on %I options %s', usename, srvname, array(select unnest(umoptions) order by 1)) from pg_catalog.pg_user_mappings
  union all
  select format('event trigger %I on %s enabled %s', evtname, evtevent, evtenabled) from pg_catalog.pg_event_trigger
  union all
  select format('comment on %s: %s', pg_describe_object(classoid, objoid, objsubid), description) from pg_catalog.pg_description d
  where objoid >= 16384 and classoid <> 'pg_extension'::regclass and not exists (select from extension_member m where m.classid = d.classoid and m.objid = d.objoid)
    or classoid = 'pg_namespace'::regclass and objoid = 'public'::regnamespace
) lines order by line collate "C"
