-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create default "My App"."Order"."select"
--   create constraint "My App"."Order"."Order_select_not_null"

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table "My App"."Order"
alter table "My App"."Order" alter column "select" set default 'x';
alter table "My App"."Order" add constraint "Order_select_not_null" check ("select" is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index "My App"."Order_select_key_new"
-- Hazards:
--   may_fail: index "My App"."Order_select_key_new"

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table "My App"."Order"
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('"My App"."Order_select_key_new"') and not indisvalid) then
    drop index "My App"."Order_select_key_new";
  end if;
end $$;
create unique index concurrently if not exists "Order_select_key_new" on "My App"."Order" using btree ("select");
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint "My App"."Order"."Order_select_not_null"
-- Hazards:
--   may_fail: constraint "My App"."Order"."Order_select_not_null"

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table "My App"."Order"
alter table "My App"."Order" validate constraint "Order_select_not_null";

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column "My App"."Order"."select"
--   create constraint "My App"."Order"."Order_select_key"
--   drop constraint "My App"."Order"."Order_select_not_null"

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table "My App"."Order"
alter table "My App"."Order" alter column "select" set not null;
alter table "My App"."Order" add constraint "Order_select_key" unique using index "Order_select_key_new";
alter table "My App"."Order" drop constraint "Order_select_not_null";

commit;
