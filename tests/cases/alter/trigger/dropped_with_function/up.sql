-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop trigger public.t.touched
--   drop function public.touch()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop trigger touched on public.t;

-- function public.touch()
drop function public.touch();

commit;
