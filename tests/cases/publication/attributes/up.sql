-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.logs with table, 2 × row security, publication membership
--   create table public.part with replica identity, row security, 2 × publication membership
--   create table public.plain with row security, 4 × publication membership
--   create publication "All Tables"
--   create publication changes
--   create publication everything

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create table public.logs (
  at date not null,
  constraint logs_pkey primary key (at)
) partition by range (at);
create table public.logs_1 partition of public.logs default;
alter table public.logs enable row level security;
alter table public.logs_1 enable row level security;

-- table public.part
create table public.part (
  id integer not null,
  title text,
  "Odd Col" integer,
  read boolean,
  constraint part_pkey primary key (id)
);
alter table public.part replica identity full;
alter table public.part enable row level security;

-- table public.plain
create table public.plain (
  id integer not null,
  constraint plain_pkey primary key (id)
);
alter table public.plain enable row level security;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'elsewhere') then
    alter publication elsewhere add table only public.plain;
  else
    raise warning 'publication % does not exist here: skipped', 'elsewhere';
  end if;
end
$$;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'not_here') then
    alter publication not_here add table only public.plain;
  else
    raise warning 'publication % does not exist here: skipped', 'not_here';
  end if;
end
$$;

-- publication "All Tables"
create publication "All Tables" for all tables with (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);

-- publication changes
create publication changes with (publish = 'insert, update');

-- table public.part
alter publication changes add table only public.part (id, title) where (id > 3 and title <> 'it''s');

-- table public.plain
alter publication changes add table only public.plain;

-- publication changes
alter publication changes owner to app_owner;
comment on publication changes is 'It''s ours.';

-- publication everything
create publication everything with (publish = 'insert, update, delete, truncate');

-- table public.logs
alter publication everything add table only public.logs;

-- table public.part
alter publication everything add table only public.part where (read);

-- table public.plain
alter publication everything add table only public.plain;

commit;
