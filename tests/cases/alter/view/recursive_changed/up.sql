-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.tree

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.tree
drop view public.tree;
create view public.tree
  with (security_invoker = true) as
with recursive tree (id) as (select id from t union select tree.id + 1 from tree where tree.id < 4) select id from tree;

commit;
