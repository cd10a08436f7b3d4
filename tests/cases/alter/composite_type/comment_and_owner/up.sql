-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter composite type public.address

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- composite type public.address
comment on column public.address.zip is 'Five digits.';
alter type public.address owner to reader;
comment on type public.address is 'Where.';

commit;
