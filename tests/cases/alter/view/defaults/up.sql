-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
alter view public.v alter column c drop default;
alter view public.v alter column b set default 'two';
alter view public.v alter column d set default '4';
comment on column public.v.b is 'Another b.';
comment on column public.v.c is 'The c.';

commit;
