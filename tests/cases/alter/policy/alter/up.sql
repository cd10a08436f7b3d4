-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.t.by_function
--   drop policy public.t.command
--   drop policy public.t.condition
--   drop policy public.t.gains_check
--   drop policy public.t.gone
--   drop policy public.t.loses_check
--   drop policy public.t.mode
--   drop policy public.t.roles
--   create policy public.t.mode
--   create policy public.t.added
--   create policy public.t.by_function
--   create policy public.t.command
--   create policy public.t.condition
--   create policy public.t.gains_check
--   create policy public.t.loses_check
--   create policy public.t.roles
--   drop function public.is_old()
--   create function public.is_new()
-- Hazards:
--   access_narrowed: policy public.t.by_function
--   access_narrowed: policy public.t.command
--   access_narrowed: policy public.t.condition
--   access_narrowed: policy public.t.gains_check
--   access_narrowed: policy public.t.gone
--   access_narrowed: policy public.t.loses_check
--   access_narrowed: policy public.t.mode
--   access_narrowed: policy public.t.roles
--   access_narrowed: policy public.t.mode
--   access_widened: policy public.t.added
--   access_widened: policy public.t.by_function
--   access_widened: policy public.t.command
--   access_widened: policy public.t.condition
--   access_widened: policy public.t.gains_check
--   access_widened: policy public.t.loses_check
--   access_widened: policy public.t.roles

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop policy by_function on public.t;

-- function public.is_old()
drop function public.is_old();

-- table public.t
drop policy command on public.t;
drop policy condition on public.t;
drop policy gains_check on public.t;
drop policy gone on public.t;
drop policy loses_check on public.t;
drop policy mode on public.t;
drop policy roles on public.t;

-- function public.is_new()
create function public.is_new ()
returns boolean
language sql
set search_path = ''
as $$
select true
$$;
revoke all on routine public.is_new() from public;

-- table public.t
create policy mode on public.t as restrictive for select to public
  using (id > 0);
create policy added on public.t for insert to public
  with check (true);
create policy by_function on public.t for select to public
  using ((select is_new()));
create policy command on public.t for delete to public
  using (id > 0);
create policy condition on public.t for update to a
  using (id > 5)
  with check (author = 'x');
create policy gains_check on public.t for update to public
  using (id > 0)
  with check (id > 1);
create policy loses_check on public.t for update to public
  using (id > 0);
create policy roles on public.t for select to b, public
  using (id > 0);
comment on policy loses_check on public.t is 'Kept.';
comment on policy roles on public.t is 'New.';

commit;
