-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema other
--   create table other.place with index, row security
--   create table public.account with row security
--   create table public.egg with row security, constraint
--   create table public.hen with constraint, row security
--   create table public.parent with row security
--   create table public.child with 2 × constraint, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema other
create schema other;

-- table other.place
create table other.place (
  id integer not null,
  x integer,
  y integer,
  constraint place_pkey primary key (id)
);
create unique index place_xy on other.place using btree (x, y);
alter table other.place enable row level security;

-- table public.account
create table public.account (
  user_id bigint,
  unknown integer,
  "Big User" bigint,
  constraint "account_Big User_fkey" foreign key ("Big User") references legacy.users (id),
  constraint account_unknown_fkey foreign key (unknown) references legacy.unknown,
  constraint account_user_id_fkey foreign key (user_id) references legacy.users
);
alter table public.account enable row level security;

-- table public.egg
create table public.egg (
  id integer not null,
  hen_id integer,
  constraint egg_pkey primary key (id)
);
alter table public.egg enable row level security;

-- table public.hen
create table public.hen (
  id integer not null,
  egg_id integer not null,
  constraint hen_pkey primary key (id)
);

-- table public.egg
alter table public.egg add constraint egg_hen_id_fkey foreign key (hen_id) references public.hen (id);

-- table public.hen
alter table public.hen add constraint hen_egg_id_fkey foreign key (egg_id) references public.egg (id) deferrable initially deferred;
alter table public.hen enable row level security;

-- table public.parent
create table public.parent (
  a integer,
  b integer,
  code text,
  id integer not null,
  constraint parent_pkey primary key (id),
  constraint parent_a_b_key unique (a, b),
  constraint parent_code_key unique (code)
);

-- table public.child
create table public.child (
  id integer not null,
  plain integer,
  "column" integer,
  code text,
  dflt integer default 1,
  lazy integer,
  later integer,
  fresh integer,
  full_one integer,
  place integer,
  self integer,
  a integer,
  b integer,
  x integer,
  y integer,
  c integer,
  constraint child_pkey primary key (id),
  constraint child_a_b_fkey foreign key (a, b) references public.parent (a, b) match full on delete cascade deferrable initially deferred,
  constraint child_a_b_fkey1 foreign key (a, b) references public.parent (a, b) on update set null on delete set default (a, b),
  constraint child_c_fkey foreign key (c) references public.parent,
  constraint child_code_fkey foreign key (code) references public.parent (code) on update cascade on delete set null,
  constraint child_column_fkey foreign key ("column") references public.parent (id) on update restrict on delete cascade,
  constraint child_dflt_fkey foreign key (dflt) references public.parent (id) on update set default on delete set default,
  constraint child_full_one_fkey foreign key (full_one) references public.parent (id) match full,
  constraint child_later_fkey foreign key (later) references public.parent (id) deferrable initially deferred,
  constraint child_lazy_fkey foreign key (lazy) references public.parent (id) deferrable,
  constraint child_place_fkey foreign key (place) references other.place,
  constraint child_plain_fkey foreign key (plain) references public.parent,
  constraint child_self_fkey foreign key (self) references public.child (id) on delete set null (self),
  constraint child_x_y_fkey foreign key (x, y) references other.place (x, y)
);
alter table public.child add constraint "Odd Fkey" foreign key (b, a) references public.parent (b, a) on delete set null (b) not valid;
alter table public.child add constraint child_fresh_fkey foreign key (fresh) references public.parent (id) not valid;
alter table public.child enable row level security;
comment on constraint child_a_b_fkey on public.child is 'Both.';

-- table public.parent
alter table public.parent enable row level security;

commit;
