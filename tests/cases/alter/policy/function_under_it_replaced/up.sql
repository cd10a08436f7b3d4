-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.own
--   create policy public.notes.own
--   create function public.team()
-- Hazards:
--   access_narrowed: policy public.notes.own
--   access_narrowed: grants of function public.team()
--   access_widened: policy public.notes.own

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy own on public.notes;

-- function public.team()
drop function public.team();
create function public.team ()
returns bigint
language sql
stable
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.team() from public;

-- table public.notes
create policy own on public.notes for select to public
  using (team = team());
comment on policy own on public.notes is 'Kept.';

commit;
