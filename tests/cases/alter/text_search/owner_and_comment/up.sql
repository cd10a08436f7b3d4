-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- text search dictionary public.words
alter text search dictionary public.words owner to reader;
comment on text search dictionary public.words is 'Words.';

commit;
