create role reader;
create role writer;
create table "Log s" (
  id bigint not null, at timestamptz not null default now(), kind text check (kind <> ''), gone int, n numeric default 1, "Odd Col" text
) partition by range (at);
alter table "Log s" drop column gone;
alter table "Log s" add primary key (id, at);
create index on "Log s" (kind, at desc);
create index by_name on "Log s" (lower("Odd Col")) with (fillfactor = 70);
-- As the parent makes it, with what a table may have beside.
create table plain partition of "Log s" for values from ('2020-01-01') to ('2021-01-01');
create unlogged table dressed partition of "Log s" for values from ('2021-01-01') to ('2022-01-01') with (fillfactor = 60);
alter table dressed enable row level security;
alter table dressed force row level security;
create policy p on dressed for select to reader using (n > 1);
grant select on dressed to writer with grant option;
grant update (n) on dressed to writer;
alter table dressed owner to reader;
comment on table dressed is 'It''s dressed.';
create index dressed_own_kind on dressed (kind) where n > 1;
create index dressed_own on dressed (n);
alter table dressed add constraint positive check (n > 0), add constraint only_here unique (n);
alter table dressed replica identity full;
-- Columns in an order of their own, after dropped ones.
create table reordered (x int, "Odd Col" text, n numeric default 2, kind text not null, y int, at timestamptz not null, id bigint not null);
alter table reordered drop column x, drop column y;
alter table reordered add constraint "Log s_kind_check" check (kind <> '');
alter table reordered add constraint its_key primary key (id, at);
create index its_index on reordered (kind, at desc);
comment on column reordered.n is 'Two.';
comment on index its_index is 'Named.';
alter table "Log s" attach partition reordered for values from ('2022-01-01') to ('2023-01-01');
-- Only the default differs, or what the index is like.
create table defaulted partition of "Log s" (n default 3, at not null) for values from ('2023-01-01') to ('2024-01-01');
create table commented partition of "Log s" for values from ('2024-01-01') to ('2025-01-01');
comment on column commented.kind is 'Which kind.';
create table indexed partition of "Log s" for values from ('2025-01-01') to ('2026-01-01');
alter index indexed_lower_idx set (fillfactor = 80);
-- Partitions of partitions.
create table deep partition of "Log s" for values from ('2026-01-01') to ('2027-01-01') partition by list (id);
create table deep_a partition of deep for values in (1, 2);
create table deep_rest partition of deep default;
alter table deep_rest alter column n set default 9;
create table odd_deep (at timestamptz not null, id bigint not null, kind text, "Odd Col" text, n numeric, check (kind <> '')) partition by hash (id);
alter table odd_deep rename constraint odd_deep_kind_check to "Log s_kind_check";
create table odd_deep_0 partition of odd_deep for values with (modulus 2, remainder 0);
alter table "Log s" attach partition odd_deep default;
create table one (a int primary key) partition by list (a);
create table one_renamed partition of one for values in (1);
alter index one_renamed_pkey rename to renamed_key;
create table refers (a int references one, b int) partition by list (b);
create table refers_1 partition of refers for values in (1, -2);
create table boolean_list (b boolean) partition by list (b);
create table boolean_true partition of boolean_list for values in (true);
create table keyed (a text, b int, c date) partition by range (a collate "C" text_pattern_ops, (b + 1), lower(a), c);
-- A constraint of the partition has the name of the parent's foreign key, whose own gets another one.
create table named (id int primary key, above int, constraint same_name foreign key (above) references named) partition by list (id);
create table named_1 (id int primary key, above int, constraint same_name check (id > 0));
alter table named attach partition named_1 for values in (1);
