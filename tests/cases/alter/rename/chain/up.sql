-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename column public.t.b to c
--   rename column public.t.a to b
--   create column public.t.a
--   rename enum public.e.one to two
--   rename enum public.e.two to one

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t rename column b to c;
alter table public.t rename column a to b;

-- enum public.e
alter type public.e rename value 'two' to 'two_renaming';
alter type public.e rename value 'one' to 'two';
alter type public.e rename value 'two_renaming' to 'one';

-- table public.t
alter table public.t add column a text;

commit;
