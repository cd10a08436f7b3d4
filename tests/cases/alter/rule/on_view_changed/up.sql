-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter rule public.v.puts

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
create or replace rule puts as
  on insert to public.v
  do instead
insert into t (id, a) values (new.id, new.a);

commit;
