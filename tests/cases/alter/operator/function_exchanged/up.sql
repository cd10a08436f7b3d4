-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create operator public.~~~(text, integer)
--   drop function public.same(text, integer)
--   create function public.alike(text, integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- operator public.~~~(text, integer)
drop operator public.~~~ (text, integer);

-- function public.same(text, integer)
drop function public.same(text, integer);

-- function public.alike(text, integer)
create function public.alike (x text, y integer)
returns boolean
language sql
immutable
set search_path = ''
as $$
select x = y::text
$$;
revoke all on routine public.alike(text, integer) from public;

-- operator public.~~~(text, integer)
create operator public.~~~ (
  function = public.alike,
  leftarg = text,
  rightarg = integer
);
comment on operator public.~~~ (text, integer) is 'Kept.';

commit;
