-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.closing_indented()
--   create function public.nothing()
--   create function public.one_line()
--   create function public.tight()
--   create function public.windows()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.closing_indented()
create function public.closing_indented ()
returns void
language plpgsql
set search_path = ''
as $$
  begin   
	null;

  end;
  $$;
revoke all on routine public.closing_indented() from public;

-- function public.nothing()
create function public.nothing ()
returns void
language sql
set search_path = ''
as $$
 
$$;
revoke all on routine public.nothing() from public;

-- function public.one_line()
create function public.one_line ()
returns integer
language sql
set search_path = ''
as $$ select 1 $$;
revoke all on routine public.one_line() from public;

-- function public.tight()
create function public.tight ()
returns integer
language sql
set search_path = ''
as $$select 1$$;
revoke all on routine public.tight() from public;

-- function public.windows()
create function public.windows ()
returns void
language plpgsql
set search_path = ''
as $body$
begin
  null; -- $$ \ '
end
$body$;
revoke all on routine public.windows() from public;

commit;
