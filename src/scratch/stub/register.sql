-- Makes an extension of what this transaction has created: its row, and its ownership of every object, so that
-- catalog queries, pg_dump and DROP EXTENSION treat the objects as they treat those of a real extension.
set local allow_system_table_mods = on;

with
extension as (
    insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    select pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'),
           current_setting('schemac.extension'), r.oid, n.oid, false, 'stub'
    from pg_roles r, pg_namespace n
    where r.rolname = current_user and n.nspname = current_setting('schemac.schema')
    returning oid, extnamespace
),
member (class, id) as (
    select 'pg_namespace'::regclass, oid from pg_namespace where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_proc', oid from pg_proc where xmin = pg_current_xact_id()::xid
    union all
    -- Row types belong to their tables and array types to their elements.
    select 'pg_type', t.oid from pg_type t
    where t.xmin = pg_current_xact_id()::xid and t.typrelid = 0
      and not exists (select from pg_type e where e.typarray = t.oid)
    union all
    select 'pg_class', oid from pg_class
    where xmin = pg_current_xact_id()::xid and relkind in ('r', 'S', 'v') and relnamespace <> 'pg_toast'::regnamespace
    union all
    select 'pg_foreign_data_wrapper', oid from pg_foreign_data_wrapper where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_cast', oid from pg_cast where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_operator', oid from pg_operator where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_am', oid from pg_am where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_opfamily', oid from pg_opfamily where xmin = pg_current_xact_id()::xid
    union all
    select 'pg_opclass', oid from pg_opclass where xmin = pg_current_xact_id()::xid
)
insert into pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
select 'pg_extension'::regclass, oid, 0, 'pg_namespace'::regclass, extnamespace, 0, 'n' from extension
union all
select m.class, m.id, 0, 'pg_extension'::regclass, e.oid, 0, 'e' from member m, extension e;
