-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
comment on column public.t.a is null;
comment on table public.t is 'It''s new.';
comment on column public.t.b is 'Comes.';
comment on column public.t.id is E'New \\ one.';

commit;
