-- What a server prints and would read as something else.

create table literal (
  small smallint default '0',
  large bigint default '0',
  plain bigint default 0,
  beyond bigint default 5000000000,
  below smallint default -1,
  fraction numeric(5, 2) default -1,
  exact numeric default -1.50,
  label text default 'x'
);

-- A varchar is compared as a text, so the list is cast as a whole.
create table listed (
  state varchar(20) check (state in ('open', 'it''s')),
  other varchar check (other in ('a', 'b') or state = 'open'),
  number smallint check (number in (-1, 2)),
  large bigint check (large in ('1', '2'))
);
create index listed_open on listed (other) where other in ('a', 'b');
create view open_ones as select * from listed where state not in ('open', 'closed');
alter table listed enable row level security;
create policy readers on listed using (state in ('a', 'b') and other is not null);

-- After DEFAULT, the grammar takes no loose words.
create table loose (
  a boolean default (not true),
  b boolean default (1 = any (array[1, 2])),
  c timestamp default (now() at time zone 'utc')
);
create domain doubted as boolean default (1 is null);

comment on table loose is 'A text that ends in a blank ';
comment on column loose.a is E'Several lines,\nand a line break at the end.\n';
comment on column loose.b is E'Several lines.\n  ';
comment on column loose.c is E'\n a line break before';
comment on domain doubted is ' ';

-- It runs with its owner's rights and everybody may call it: advice against that does not stop a pull.
create function trusted() returns integer language sql security definer as 'select 1';
