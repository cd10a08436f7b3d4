-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v with rule

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;
create view public.v
  with (security_invoker = true) as
select a, id from t;
create rule puts as
  on insert to public.v
  do instead
insert into t (id) values (new.id);
comment on rule puts on public.v is 'Kept.';

commit;
