-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter enum public.mood

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- enum public.mood
alter type public.mood add value 'a' before 'b';
alter type public.mood add value 'c' after 'b';
alter type public.mood add value 'c''c' after 'c';
alter type public.mood add value 'e' after 'd';
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default public.t.m
--   create view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
comment on type public.mood is 'Moods.';

-- table public.t
alter table public.t alter column m set default 'c';

-- view public.v
create view public.v
  with (security_invoker = true) as
select m from t where m <> 'e';

commit;
