-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema parts
--   create table public.expressed with 2 × table, 3 × row security
--   create table public.flags with table, 2 × row security
--   create table public.hashed with 2 × table, 3 × row security
--   create table public.logs with 9 × table, 3 × index, replica identity, 9 × row security, policy
--   create table public.logs_own with index, partition, row security
--   create table public.logs_own_parted with table, partition, 2 × row security
--   create table public.numbers with table, 2 × row security
--   create table public.places with 3 × table, 4 × row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema parts
create schema parts;

-- table public.expressed
create table public.expressed (
  at timestamp not null,
  name text,
  "Odd Col" integer
) partition by range ((date_trunc('day', at)), name collate "C" text_ops, "Odd Col");
create table public.expressed_1 partition of public.expressed for values from ('2026-01-01', 'a', 0) to ('2026-02-01', maxvalue, maxvalue);
create table public.expressed_2 partition of public.expressed for values from (date '2026-03-01' + 1, minvalue, minvalue) to ('2026-04-01', minvalue, minvalue);
alter table public.expressed enable row level security;
alter table public.expressed_1 enable row level security;
alter table public.expressed_2 enable row level security;

-- table public.flags
create table public.flags (
  n boolean
) partition by list (n);
create table public.flags_true partition of public.flags for values in (true);
alter table public.flags enable row level security;
alter table public.flags_true enable row level security;

-- table public.hashed
create table public.hashed (
  id uuid not null,
  constraint hashed_pkey primary key (id)
) partition by hash (id);
create table public.hashed_0 partition of public.hashed for values with (modulus 2, remainder 0);
create table public.hashed_1 partition of public.hashed for values with (modulus 2, remainder 1);
alter table public.hashed enable row level security;
alter table public.hashed_0 enable row level security;
alter table public.hashed_1 enable row level security;

-- table public.logs
create table public.logs (
  id bigint not null,
  at timestamptz not null,
  kind text not null,
  constraint logs_pkey primary key (id, at, kind)
) partition by range (at);
create table public."Logs of 2025" partition of public.logs (
  constraint "Logs of 2025_kind_id_key" unique (kind, id),
  constraint old check (at < '2026-01-01')
) for values from ('2025-06-01') to ('2026-01-01');
create table public.logs_2024 partition of public.logs for values from ('2024-01-01') to ('2025-01-01');
create table public.logs_2026_01 partition of public.logs for values from ('2026-01-01') to ('2026-02-01');
create unlogged table public.logs_2026_02 partition of public.logs for values from ('2026-02-01') to ('2026-03-01') with (fillfactor = 70);
create table public.logs_future partition of public.logs for values from ('2027-01-01') to (maxvalue) tablespace pg_default;
create table public.logs_old partition of public.logs for values from (minvalue) to ('2024-01-01') partition by list (kind);
create table public.logs_old_a partition of public.logs_old for values in ('a');
create table public.logs_old_rest partition of public.logs_old default;
create table public.logs_rest partition of public.logs default;
create index "By day" on public."Logs of 2025" using btree (at);
create index "Logs of 2025_kind_idx" on public."Logs of 2025" using btree (kind);
create index logs_kind_at_idx on public.logs using btree (kind, at desc);
alter table public."Logs of 2025" replica identity full;
alter table public.logs enable row level security;
alter table public.logs_2024 enable row level security;
alter table public.logs_2024 force row level security;
alter table public.logs_2026_01 enable row level security;
alter table public.logs_2026_02 enable row level security;
alter table public.logs_future enable row level security;
alter table public.logs_old enable row level security;
alter table public.logs_old_a enable row level security;
alter table public.logs_old_rest enable row level security;
alter table public.logs_rest enable row level security;
create policy p on public.logs_2024 for select to reader
  using (id > 0);
alter table public.logs_2026_01 owner to app_owner;
grant select (kind) on table public."Logs of 2025" to reader;
comment on table public.logs_2026_01 is 'January.';

-- table public.logs_own
create table public.logs_own (
  kind text not null default 'other',
  id bigint not null,
  at timestamptz not null,
  constraint "Its Key" primary key (id, at, kind)
);
create index its_index on public.logs_own using btree (kind, at desc);
alter table public.logs attach partition public.logs_own for values from ('2026-03-01') to ('2026-04-01');
alter table public.logs_own enable row level security;
comment on table public.logs_own is 'It has its columns in another order, and another default.';
comment on column public.logs_own.at is 'When.';

-- table public.logs_own_parted
create table public.logs_own_parted (
  id bigint not null,
  at timestamptz not null,
  kind text not null,
  constraint logs_own_parted_pkey primary key (id, at, kind)
) partition by hash (id);
alter table only public.logs_own_parted alter column id set statistics 5;
create table public.logs_own_parted_0 partition of public.logs_own_parted for values with (modulus 1, remainder 0);
alter table public.logs attach partition public.logs_own_parted for values from ('2026-04-01') to ('2026-05-01');
alter table public.logs_own_parted enable row level security;
alter table public.logs_own_parted_0 enable row level security;

-- table public.numbers
create table public.numbers (
  n integer
) partition by list (n);
create table public.numbers_1 partition of public.numbers for values in (1, -2, 3);
alter table public.numbers enable row level security;
alter table public.numbers_1 enable row level security;

-- table public.places
create table public.places (
  region text,
  n integer,
  flag boolean
) partition by list (region);
create table parts.places_none partition of public.places for values in (null);
create table public."Places Other" partition of public.places default;
create table public.places_eu partition of public.places for values in ('eu', 'uk''s');
alter table parts.places_none enable row level security;
alter table public."Places Other" enable row level security;
alter table public.places enable row level security;
alter table public.places_eu enable row level security;

commit;
