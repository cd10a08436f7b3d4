-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public."T"."No two"
--   alter constraint public."T"."T_a_key"
--   alter constraint public."T"."T_pkey"
-- Hazards:
--   table_rewrite: constraint public."T"."T_a_key"

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public."T"
alter index public."No two" reset (fillfactor);
alter index public."T_a_key" set (fillfactor = 60);
alter index public."T_a_key" set tablespace pg_default;
alter index public."T_pkey" set (deduplicate_items = false);
alter index public."T_pkey" reset (fillfactor);

commit;
