-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename schema "Odd Schema" to "Select.Me"
--   rename enum "Select.Me"."It's" to "That's"
--   rename enum "Select.Me"."That's"."it's" to "that's"
--   rename table "Select.Me"."Order" to "Group By"
--   rename column "Select.Me"."Group By"."user" to "end"
--   rename column "Select.Me"."Group By".longlonglonglonglonglonglonglonglonglonglonglonglonglonglongabc to longlonglonglonglonglonglonglonglonglonglonglonglonglonglongxyz
--   rename constraint "Select.Me"."Group By"."Order_longlonglonglonglonglonglonglonglonglonglonglonglongl_key" to "Group By_longlonglonglonglonglonglonglonglonglonglonglonglo_key"
--   rename constraint "Select.Me"."Group By"."Order_pkey" to "Group By_pkey"
--   rename constraint "Select.Me"."Group By"."Order_user_check" to "Group By_end_check"

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Select.Me"
alter schema "Odd Schema" rename to "Select.Me";

-- enum "Select.Me"."That's"
alter type "Select.Me"."It's" rename to "That's";

-- table "Select.Me"."Group By"
alter table "Select.Me"."Order" rename to "Group By";
alter table "Select.Me"."Group By" rename column "user" to "end";
alter table "Select.Me"."Group By" rename column longlonglonglonglonglonglonglonglonglonglonglonglonglonglongabc to longlonglonglonglonglonglonglonglonglonglonglonglonglonglongxyz;

-- enum "Select.Me"."That's"
alter type "Select.Me"."That's" rename value 'it''s' to 'that''s';

-- table "Select.Me"."Group By"
alter table "Select.Me"."Group By" rename constraint "Order_longlonglonglonglonglonglonglonglonglonglonglonglongl_key" to "Group By_longlonglonglonglonglonglonglonglonglonglonglonglo_key";
alter table "Select.Me"."Group By" rename constraint "Order_pkey" to "Group By_pkey";
alter table "Select.Me"."Group By" rename constraint "Order_user_check" to "Group By_end_check";

commit;
