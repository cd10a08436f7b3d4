-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create text search configuration public.plain
--   create text search dictionary public.words

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- text search configuration public.plain
drop text search configuration public.plain;

-- text search dictionary public.words
drop text search dictionary public.words;
create text search dictionary public.words (
  template = pg_catalog.snowball,
  language = 'english'
);

-- text search configuration public.plain
create text search configuration public.plain (parser = pg_catalog."default");
alter text search configuration public.plain add mapping for asciiword with public.words;
alter text search configuration public.plain add mapping for word with public.words;

commit;
