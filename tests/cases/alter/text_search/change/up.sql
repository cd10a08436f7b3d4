-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create text search configuration public.mappings
--   create text search dictionary public.template
--   drop index public.t_gone
--   drop text search configuration public.gone
--   create text search dictionary public.came
--   alter text search dictionary public.options
--   alter text search configuration public.altered
--   drop text search dictionary public.gone
--   create text search configuration public.came

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- text search configuration public.mappings
drop text search configuration public.mappings;

-- text search dictionary public.template
drop text search dictionary public.template;

-- table public.t
drop index public.t_gone;

-- text search configuration public.gone
drop text search configuration public.gone;

-- text search dictionary public.came
create text search dictionary public.came (
  template = pg_catalog.simple
);

-- text search dictionary public.options
alter text search dictionary public.options (accept = 'false');

-- text search dictionary public.template
create text search dictionary public.template (
  template = pg_catalog.snowball,
  language = 'english'
);
comment on text search dictionary public.template is 'Stays.';

-- text search configuration public.altered
alter text search configuration public.altered drop mapping for "int";
alter text search configuration public.altered add mapping for uint with pg_catalog.simple;
alter text search configuration public.altered alter mapping for word with public.came, public.options;

-- text search dictionary public.gone
drop text search dictionary public.gone;

-- text search configuration public.came
create text search configuration public.came (parser = pg_catalog."default");
alter text search configuration public.came add mapping for word with public.came;

-- text search configuration public.mappings
create text search configuration public.mappings (parser = pg_catalog."default");
alter text search configuration public.mappings add mapping for asciiword with public.template;
alter text search configuration public.mappings add mapping for email with pg_catalog.simple;
alter text search configuration public.mappings add mapping for uint with pg_catalog.simple;
alter text search configuration public.mappings add mapping for word with public.came, public.options;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_came

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_came') and not indisvalid) then
    drop index public.t_came;
  end if;
end $$;
create index concurrently if not exists t_came on public.t using gin ((to_tsvector('public.came'::regconfig, body)));
