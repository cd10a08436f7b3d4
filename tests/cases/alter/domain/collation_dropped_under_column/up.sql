-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.word
--   drop collation public.plain
-- Hazards:
--   table_rewrite: domain public.word
--   may_fail: domain public.word

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.word
alter domain public.word rename to word_old;
create domain public.word as text
  constraint "full" check (value <> '');
alter table public.t alter column w type public.word using w::text::public.word;
drop domain public.word_old;

-- collation public.plain
drop collation public.plain;

commit;
