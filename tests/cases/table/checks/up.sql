-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.booked with row security
--   create table public.checked with 3 × constraint, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.booked
create table public.booked (
  room integer,
  during tstzrange not null,
  active boolean not null default true,
  shape circle,
  a timestamptz,
  b timestamptz,
  constraint "No Overlap" exclude using gist ((int4range(room, room, '[]')) with =, during with &&) where (active),
  constraint booked_during_excl exclude using gist (during with &&),
  constraint booked_tstzrange_excl exclude using gist ((tstzrange(a, b)) with &&) deferrable initially deferred,
  constraint by_btree exclude using btree (room desc nulls last with =) deferrable,
  constraint by_hash exclude using hash (room with =) with (fillfactor = 60) using index tablespace pg_default where (room > 0),
  constraint with_opclass exclude using gist (shape circle_ops with &&) include (room)
);
alter table public.booked enable row level security;
comment on constraint "No Overlap" on public.booked is 'One at a time.';

-- table public.checked
create table public.checked (
  id integer not null,
  kind text not null,
  level integer,
  ratio numeric,
  total numeric,
  named text,
  "Odd Col" text,
  constraint checked_pkey primary key (id),
  constraint "Named Check" check (length(named) > 3),
  constraint "Two Columns" check (total > level),
  constraint "checked_Odd Col_check" check ("Odd Col" in ('x')),
  constraint checked_id_check check (id > 0),
  constraint checked_kind_check check (kind in ('a', 'it''s', E'b\\c')),
  constraint checked_level_check check (level in (1, 2, 3)),
  constraint checked_level_check1 check (level <> 2),
  constraint own check (total is not null) no inherit,
  constraint positive_total check (total >= 0)
);
alter table public.checked add constraint "both" check (total <> 7) no inherit not valid;
alter table public.checked add constraint checked_ratio_check check (ratio between 0 and 1) not valid;
alter table public.checked add constraint later check (total < 100) not valid;
alter table public.checked enable row level security;
comment on constraint "Named Check" on public.checked is 'Not short; it''s long.';
comment on constraint later on public.checked is 'Old rows may be worse.';

commit;
