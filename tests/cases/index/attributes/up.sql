-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension pg_trgm
--   create table public.items with 25 × index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension pg_trgm
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;

-- table public.items
create table public.items (
  id integer not null,
  a integer,
  b text not null,
  c timestamptz,
  doc jsonb,
  tags text[],
  place point,
  during tstzrange,
  read boolean not null default false,
  "Odd Col" text,
  "desc" integer,
  "nulls last" integer,
  "x desc" integer,
  constraint items_pkey primary key (id)
);
create unique index "The Index" on public.items using btree (b) include (c, a) nulls not distinct with (deduplicate_items = false, fillfactor = 70) where not read;
create index everything on public.items using btree (b collate "C" text_pattern_ops desc nulls last);
create index expression_everything on public.items using btree ((lower(b)) collate "C" text_pattern_ops desc);
create index "items_Odd Col_idx" on public.items using btree ("Odd Col");
create index items_a_b_idx on public.items using btree (a, b);
create index items_a_idx on public.items using btree (a);
create index items_a_idx1 on public.items using btree (a desc);
create index items_b_idx on public.items using hash (b);
create index items_b_idx1 on public.items using btree (b pg_catalog.text_ops) tablespace pg_default where b <> 'it''s' and a > 0;
create index items_c_a_b_idx on public.items using btree (c desc nulls last, a nulls first, b);
create index items_c_idx on public.items using btree (c desc);
create index items_c_idx1 on public.items using brin (c) with (autosummarize = true, pages_per_range = 32);
create index items_desc_idx on public.items using btree ("desc");
create index items_desc_idx1 on public.items using btree ("desc" desc);
create index items_doc_idx on public.items using gin (doc);
create index items_doc_idx1 on public.items using gin (doc jsonb_path_ops) with (fastupdate = false, gin_pending_list_limit = 128);
create index items_during_idx on public.items using spgist (during);
create index items_expr_a_expr1_idx on public.items using btree ((b || 'x'), a, ((a + 1)));
create index items_lower_idx on public.items using btree ((lower(b)));
create unique index items_lower_idx1 on public.items using btree ((lower(b)));
create index "items_nulls last_x desc_idx" on public.items using btree ("nulls last", "x desc");
create index items_place_idx on public.items using gist (place) with (buffering = on);
create index items_tags_idx on public.items using gin (tags);
create index multi on public.items using brin (c timestamptz_minmax_multi_ops(values_per_range = 16));
create index trigrams on public.items using gist (b extensions.gist_trgm_ops(siglen = 32));
alter table public.items enable row level security;
comment on index public."The Index" is 'It''s one.';

commit;
