-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.app_less with row security
--   create table public.composite with row security
--   create table public."full" with row security
--   create table public.inline with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.app_less
create table public.app_less (
  a integer not null,
  b integer not null,
  constraint app_less_pkey primary key (a, b) deferrable
);
alter table public.app_less enable row level security;

-- table public.composite
create table public.composite (
  a integer not null,
  b integer not null,
  c integer,
  d integer,
  constraint composite_pkey primary key (b, a),
  constraint composite_c_d_a_key unique (c, d, a),
  constraint composite_c_d_key unique (c, d),
  constraint composite_c_key unique (c) deferrable initially deferred,
  constraint d_key unique nulls not distinct (d) include (a, b) deferrable
);
alter table public.composite enable row level security;
comment on constraint composite_c_key on public.composite is 'It''s unique.';

-- table public."full"
create table public."full" (
  a integer not null,
  b integer,
  c integer,
  constraint "The Key" primary key (a) include (c) with (fillfactor = 60) using index tablespace pg_default deferrable initially deferred
);
alter table public."full" enable row level security;
comment on constraint "The Key" on public."full" is 'The key.';

-- table public.inline
create table public.inline (
  id integer not null,
  slug text,
  code text,
  later integer,
  constraint inline_pkey primary key (id),
  constraint "Code Key" unique nulls not distinct (code) include (slug),
  constraint inline_later_key unique (later) deferrable initially deferred,
  constraint inline_slug_key unique (slug)
);
alter table public.inline enable row level security;
comment on constraint "Code Key" on public.inline is 'A key.';

commit;
