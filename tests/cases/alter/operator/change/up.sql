-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop operator public.@@@(text, integer)
--   create operator public.~~@(text, integer)
--   alter operator public.~~~(text, integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- operator public.@@@(text, integer)
drop operator public.@@@ (text, integer);

-- operator public.~~@(text, integer)
drop operator public.~~@ (text, integer);
create operator public.~~@ (
  function = public.same,
  leftarg = text,
  rightarg = integer,
  hashes
);
comment on operator public.~~@ (text, integer) is 'Kept.';

-- operator public.~~~(text, integer)
alter operator public.~~~ (text, integer) set (restrict = none, join = pg_catalog.eqjoinsel);

commit;
