-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema.x"
--   create table "Odd Schema.x"."Order" with index, row security
--   create table public.default_identity with row security
--   create table public.full_identity with replica identity, row security
--   create table public.index_identity with index, replica identity, row security
--   create table public.key_identity with replica identity, row security
--   create table public.no_identity with replica identity, row security
--   create table public.stored with row security
--   create table public.unlogged with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema.x"
create schema "Odd Schema.x";

-- table "Odd Schema.x"."Order"
create table "Odd Schema.x"."Order" (
  id integer not null,
  constraint "Order_pkey" primary key (id)
);
create index "Order_id_idx" on "Odd Schema.x"."Order" using btree (id);
alter table "Odd Schema.x"."Order" enable row level security;
comment on table "Odd Schema.x"."Order" is 'Reserved and mixed.';

-- table public.default_identity
create table public.default_identity (
  a integer
);
alter table public.default_identity enable row level security;

-- table public.full_identity
create table public.full_identity (
  a integer
);
alter table public.full_identity replica identity full;
alter table public.full_identity enable row level security;

-- table public.index_identity
create table public.index_identity (
  a integer not null
);
create unique index "Identity Index" on public.index_identity using btree (a);
alter table public.index_identity replica identity using index "Identity Index";
alter table public.index_identity enable row level security;

-- table public.key_identity
create table public.key_identity (
  a integer not null,
  constraint key_identity_a_key unique (a)
);
alter table public.key_identity replica identity using index key_identity_a_key;
alter table public.key_identity enable row level security;

-- table public.no_identity
create table public.no_identity (
  a integer
);
alter table public.no_identity replica identity nothing;
alter table public.no_identity enable row level security;

-- table public.stored
create table public.stored (
  a text
) using heap with (autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05, fillfactor = 80, toast.autovacuum_enabled = false, user_catalog_table = true) tablespace pg_default;
alter table public.stored enable row level security;

-- table public.unlogged
create unlogged table public.unlogged (
  a integer
);
alter table public.unlogged enable row level security;
alter table public.unlogged owner to app_owner;

commit;
