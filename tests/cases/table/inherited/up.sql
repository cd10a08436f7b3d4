-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.base with row security
--   create table public.other with row security
--   create table public.child with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.base
create table public.base (
  x integer,
  y text
);
alter table public.base enable row level security;

-- table public.other
create table public.other (
  x integer,
  y text
);

-- table public.child
create table public.child (
  x integer,
  y text,
  z integer
) inherits (public.base, public.other);
alter table public.child enable row level security;

-- table public.other
alter table public.other enable row level security;

commit;
