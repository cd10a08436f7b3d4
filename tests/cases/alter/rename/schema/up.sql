-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename schema app to core
--   rename table core.t to items
--   rename column core.items.m to feeling
--   rename constraint core.items.t_m_check to items_feeling_check
--   rename constraint core.items.t_pkey to items_pkey
--   rename index core.t_m_idx to items_feeling_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema core
alter schema app rename to core;

-- table core.items
alter table core.t rename to items;
alter table core.items rename column m to feeling;

-- view core.v
alter view core.v rename column m to feeling;

-- table core.items
alter table core.items rename constraint t_m_check to items_feeling_check;
alter table core.items rename constraint t_pkey to items_pkey;
alter index core.t_m_idx rename to items_feeling_idx;

-- sequence core.items_id_seq
alter sequence core.t_id_seq rename to items_id_seq;

commit;
