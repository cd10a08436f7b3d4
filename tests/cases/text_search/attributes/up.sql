-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create text search dictionary "Odd Schema"."A Dictionary"
--   create text search dictionary public.plain
--   create text search dictionary public.same
--   create text search configuration "Odd Schema"."Nothing"
--   create text search configuration public.english
--   create table public.a_texts with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- text search dictionary "Odd Schema"."A Dictionary"
create text search dictionary "Odd Schema"."A Dictionary" (
  template = pg_catalog.snowball,
  language = 'german'
);

-- text search dictionary public.plain
create text search dictionary public.plain (
  template = pg_catalog.simple,
  accept = 'true'
);
comment on text search dictionary public.plain is 'It''s plain.';

-- text search dictionary public.same
create text search dictionary public.same (
  template = pg_catalog.simple
);
alter text search dictionary public.same owner to keeper;

-- text search configuration "Odd Schema"."Nothing"
create text search configuration "Odd Schema"."Nothing" (parser = pg_catalog."default");
alter text search configuration "Odd Schema"."Nothing" owner to keeper;

-- text search configuration public.english
create text search configuration public.english (parser = pg_catalog."default");
alter text search configuration public.english add mapping for asciiword with public.plain, pg_catalog.english_stem;
alter text search configuration public.english add mapping for hword_part with "Odd Schema"."A Dictionary", pg_catalog.simple, public.same;
alter text search configuration public.english add mapping for "int" with pg_catalog.simple;
alter text search configuration public.english add mapping for word with pg_catalog.english_stem;
comment on text search configuration public.english is 'English and more.';

-- table public.a_texts
create table public.a_texts (
  id integer not null,
  body text,
  found tsvector generated always as (to_tsvector('public.english'::regconfig, body)) stored,
  constraint a_texts_pkey primary key (id)
);
create index a_texts_search on public.a_texts using gin ((to_tsvector('public.english'::regconfig, body)));
alter table public.a_texts enable row level security;

commit;
