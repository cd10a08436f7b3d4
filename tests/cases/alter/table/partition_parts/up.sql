-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs.logs_id_not_null
--   create constraint public.logs.logs_n_not_null
--   create constraint public.logs.logs_note_not_null
--   create constraint public.logs.positive
--   create constraint public.logs_1.logs_n_fkey
--   create constraint public.logs_2_1.logs_n_fkey
--   create constraint public.logs_2_2.logs_n_fkey
--   create constraint public.logs_3.logs_3_id_not_null
--   create constraint public.logs_3.logs_3_n_not_null
--   create constraint public.logs_3.logs_3_note_not_null
--   create constraint public.logs_3.logs_n_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add constraint logs_id_not_null check (id is not null) not valid;
alter table public.logs add constraint logs_n_not_null check (n is not null) not valid;
alter table public.logs add constraint logs_note_not_null check (note is not null) not valid;
alter table public.logs add constraint positive check (n > 0) not valid;
alter table public.logs_1 add constraint logs_n_fkey foreign key (n) references public.refs not valid;
alter table public.logs_2_1 add constraint logs_n_fkey foreign key (n) references public.refs not valid;
alter table public.logs_2_2 add constraint logs_n_fkey foreign key (n) references public.refs not valid;

-- table public.logs_3
alter table public.logs_3 add constraint logs_3_id_not_null check (id is not null) not valid;
alter table public.logs_3 add constraint logs_3_n_not_null check (n is not null) not valid;
alter table public.logs_3 add constraint logs_3_note_not_null check (note is not null) not valid;
alter table public.logs_3 add constraint logs_n_fkey foreign key (n) references public.refs not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_at_n_note_key_new
-- Hazards:
--   may_fail: index public.logs_1_at_n_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_at_n_note_key_new') and not indisvalid) then
    drop index public.logs_1_at_n_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_1_at_n_note_key_new on public.logs_1 using btree (at, n, note);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_id_n_at_idx
-- Hazards:
--   may_fail: index public.logs_1_id_n_at_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_id_n_at_idx') and not indisvalid) then
    drop index public.logs_1_id_n_at_idx;
  end if;
end $$;
create unique index concurrently if not exists logs_1_id_n_at_idx on public.logs_1 using btree (id, n, at);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_n_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_n_idx_new') and not indisvalid) then
    drop index public.logs_1_n_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_1_n_idx_new on public.logs_1 using btree (n) where note = 'b';
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_note_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_note_idx') and not indisvalid) then
    drop index public.logs_1_note_idx;
  end if;
end $$;
create index concurrently if not exists logs_1_note_idx on public.logs_1 using btree (note);
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_1_pkey_new
-- Hazards:
--   may_fail: index public.logs_1_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_1_pkey_new') and not indisvalid) then
    drop index public.logs_1_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists logs_1_pkey_new on public.logs_1 using btree (id, at, n);
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_1_at_n_note_key_new
-- Hazards:
--   may_fail: index public.logs_2_1_at_n_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_1_at_n_note_key_new') and not indisvalid) then
    drop index public.logs_2_1_at_n_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_2_1_at_n_note_key_new on public.logs_2_1 using btree (at, n, note);
-- 009_case_8
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_1_id_n_at_idx
-- Hazards:
--   may_fail: index public.logs_2_1_id_n_at_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_1_id_n_at_idx') and not indisvalid) then
    drop index public.logs_2_1_id_n_at_idx;
  end if;
end $$;
create unique index concurrently if not exists logs_2_1_id_n_at_idx on public.logs_2_1 using btree (id, n, at);
-- 010_case_9
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_1_n_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_1_n_idx_new') and not indisvalid) then
    drop index public.logs_2_1_n_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_2_1_n_idx_new on public.logs_2_1 using btree (n) where note = 'b';
-- 011_case_10
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_1_note_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_1_note_idx') and not indisvalid) then
    drop index public.logs_2_1_note_idx;
  end if;
end $$;
create index concurrently if not exists logs_2_1_note_idx on public.logs_2_1 using btree (note);
-- 012_case_11
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_1_pkey_new
-- Hazards:
--   may_fail: index public.logs_2_1_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_1_pkey_new') and not indisvalid) then
    drop index public.logs_2_1_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists logs_2_1_pkey_new on public.logs_2_1 using btree (id, at, n);
-- 013_case_12
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_2_at_n_note_key_new
-- Hazards:
--   may_fail: index public.logs_2_2_at_n_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_2_at_n_note_key_new') and not indisvalid) then
    drop index public.logs_2_2_at_n_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_2_2_at_n_note_key_new on public.logs_2_2 using btree (at, n, note);
-- 014_case_13
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_2_id_n_at_idx
-- Hazards:
--   may_fail: index public.logs_2_2_id_n_at_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_2_id_n_at_idx') and not indisvalid) then
    drop index public.logs_2_2_id_n_at_idx;
  end if;
end $$;
create unique index concurrently if not exists logs_2_2_id_n_at_idx on public.logs_2_2 using btree (id, n, at);
-- 015_case_14
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_2_n_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_2_n_idx_new') and not indisvalid) then
    drop index public.logs_2_2_n_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_2_2_n_idx_new on public.logs_2_2 using btree (n) where note = 'b';
-- 016_case_15
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_2_note_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_2_note_idx') and not indisvalid) then
    drop index public.logs_2_2_note_idx;
  end if;
end $$;
create index concurrently if not exists logs_2_2_note_idx on public.logs_2_2 using btree (note);
-- 017_case_16
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_2_2_pkey_new
-- Hazards:
--   may_fail: index public.logs_2_2_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_2_2_pkey_new') and not indisvalid) then
    drop index public.logs_2_2_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists logs_2_2_pkey_new on public.logs_2_2 using btree (id, at, n);
-- 018_case_17
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.own

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.own') and not indisvalid) then
    drop index public.own;
  end if;
end $$;
create index concurrently if not exists own on public.logs_1 using btree (id);
-- 019_case_18
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_at_n_note_key_new
-- Hazards:
--   may_fail: index public.logs_3_at_n_note_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_at_n_note_key_new') and not indisvalid) then
    drop index public.logs_3_at_n_note_key_new;
  end if;
end $$;
create unique index concurrently if not exists logs_3_at_n_note_key_new on public.logs_3 using btree (at, n, note);
-- 020_case_19
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_id_n_at_idx
-- Hazards:
--   may_fail: index public.logs_3_id_n_at_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_id_n_at_idx') and not indisvalid) then
    drop index public.logs_3_id_n_at_idx;
  end if;
end $$;
create unique index concurrently if not exists logs_3_id_n_at_idx on public.logs_3 using btree (id, n, at);
-- 021_case_20
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_n_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_n_idx_new') and not indisvalid) then
    drop index public.logs_3_n_idx_new;
  end if;
end $$;
create index concurrently if not exists logs_3_n_idx_new on public.logs_3 using btree (n) where note = 'b';
-- 022_case_21
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_note_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_note_idx') and not indisvalid) then
    drop index public.logs_3_note_idx;
  end if;
end $$;
create index concurrently if not exists logs_3_note_idx on public.logs_3 using btree (note);
-- 023_case_22
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_3_pkey_new
-- Hazards:
--   may_fail: index public.logs_3_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_3
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.logs_3_pkey_new') and not indisvalid) then
    drop index public.logs_3_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists logs_3_pkey_new on public.logs_3 using btree (id, at, n);
-- 024_case_23
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.logs_id_not_null
--   alter constraint public.logs.logs_n_not_null
--   alter constraint public.logs.logs_note_not_null
--   alter constraint public.logs.positive
--   alter constraint public.logs_1.logs_n_fkey
--   alter constraint public.logs_2_1.logs_n_fkey
--   alter constraint public.logs_2_2.logs_n_fkey
--   alter constraint public.logs_3.logs_3_id_not_null
--   alter constraint public.logs_3.logs_3_n_not_null
--   alter constraint public.logs_3.logs_3_note_not_null
--   alter constraint public.logs_3.logs_n_fkey
-- Hazards:
--   may_fail: constraint public.logs.logs_id_not_null
--   may_fail: constraint public.logs.logs_n_not_null
--   may_fail: constraint public.logs.logs_note_not_null
--   may_fail: constraint public.logs.positive
--   may_fail: constraint public.logs_1.logs_n_fkey
--   may_fail: constraint public.logs_2_1.logs_n_fkey
--   may_fail: constraint public.logs_2_2.logs_n_fkey
--   may_fail: constraint public.logs_3.logs_3_id_not_null
--   may_fail: constraint public.logs_3.logs_3_n_not_null
--   may_fail: constraint public.logs_3.logs_3_note_not_null
--   may_fail: constraint public.logs_3.logs_n_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint logs_id_not_null;
alter table public.logs validate constraint logs_n_not_null;
alter table public.logs validate constraint logs_note_not_null;
alter table public.logs validate constraint positive;
alter table public.logs_1 validate constraint logs_n_fkey;
alter table public.logs_2_1 validate constraint logs_n_fkey;
alter table public.logs_2_2 validate constraint logs_n_fkey;

-- table public.logs_3
alter table public.logs_3 validate constraint logs_3_id_not_null;
alter table public.logs_3 validate constraint logs_3_n_not_null;
alter table public.logs_3 validate constraint logs_3_note_not_null;
alter table public.logs_3 validate constraint logs_n_fkey;

commit;
-- 025_case_24
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.going
--   drop index public.logs_n_idx
--   alter column public.logs.id
--   alter column public.logs.n
--   alter column public.logs.note
--   create constraint public.logs_1.logs_1_at_n_note_key
--   create constraint public.logs_1.logs_1_pkey
--   create constraint public.logs_2_1.logs_2_1_at_n_note_key
--   create constraint public.logs_2_1.logs_2_1_pkey
--   create constraint public.logs_2_2.logs_2_2_at_n_note_key
--   create constraint public.logs_2_2.logs_2_2_pkey
--   create index public.logs_1_n_idx
--   create index public.logs_2_1_n_idx
--   create index public.logs_2_2_n_idx
--   create index public.logs_id_n_at_idx
--   create index public.logs_note_idx
--   drop constraint public.logs.logs_id_not_null
--   drop constraint public.logs.logs_n_not_null
--   drop constraint public.logs.logs_note_not_null
--   create constraint public.logs.logs_at_n_note_key
--   create constraint public.logs.logs_n_fkey
--   create constraint public.logs.logs_pkey
--   create index public.logs_n_idx
--   create index public.second
--   create constraint public.bare.bare_pkey
--   alter column public.logs_3.id
--   alter column public.logs_3.n
--   alter column public.logs_3.note
--   create constraint public.logs_3.logs_3_at_n_note_key
--   create constraint public.logs_3.logs_3_pkey
--   create index public.logs_3_n_idx
--   drop constraint public.logs_3.logs_3_id_not_null
--   drop constraint public.logs_3.logs_3_n_not_null
--   drop constraint public.logs_3.logs_3_note_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
drop index public.going;
drop index public.logs_n_idx;

-- table public.bare
create index second on public.bare using btree (id);

-- table public.logs
alter table public.logs alter column id set not null;
alter table public.logs alter column n set not null;
alter table public.logs alter column note set not null;
alter table public.logs_1 add constraint logs_1_at_n_note_key unique using index logs_1_at_n_note_key_new deferrable;
alter table public.logs_1 add constraint logs_1_pkey primary key using index logs_1_pkey_new;
alter table public.logs_2_1 add constraint logs_2_1_at_n_note_key unique using index logs_2_1_at_n_note_key_new deferrable;
alter table public.logs_2_1 add constraint logs_2_1_pkey primary key using index logs_2_1_pkey_new;
alter table public.logs_2_2 add constraint logs_2_2_at_n_note_key unique using index logs_2_2_at_n_note_key_new deferrable;
alter table public.logs_2_2 add constraint logs_2_2_pkey primary key using index logs_2_2_pkey_new;
alter index public.logs_1_n_idx_new rename to logs_1_n_idx;
alter index public.logs_2_1_n_idx_new rename to logs_2_1_n_idx;
alter index public.logs_2_2_n_idx_new rename to logs_2_2_n_idx;
create unique index logs_id_n_at_idx on public.logs using btree (id, n, at);
create index logs_note_idx on public.logs using btree (note);

-- table public.logs_3
alter table public.logs_3 alter column id set not null;
alter table public.logs_3 alter column n set not null;
alter table public.logs_3 alter column note set not null;
alter table public.logs_3 add constraint logs_3_at_n_note_key unique using index logs_3_at_n_note_key_new deferrable;
alter table public.logs_3 add constraint logs_3_pkey primary key using index logs_3_pkey_new;
alter index public.logs_3_n_idx_new rename to logs_3_n_idx;

-- table public.logs
alter table public.logs drop constraint logs_id_not_null;
alter table public.logs drop constraint logs_n_not_null;
alter table public.logs drop constraint logs_note_not_null;

-- table public.logs_3
alter table public.logs_3 drop constraint logs_3_id_not_null;
alter table public.logs_3 drop constraint logs_3_n_not_null;
alter table public.logs_3 drop constraint logs_3_note_not_null;

-- table public.bare
alter table public.bare add constraint bare_pkey primary key (id);

-- table public.logs
alter table public.logs add constraint logs_at_n_note_key unique (at, n, note) deferrable;
alter table public.logs add constraint logs_n_fkey foreign key (n) references public.refs;
alter table public.logs add constraint logs_pkey primary key (id, at, n);
create index logs_n_idx on public.logs using btree (n) where note = 'b';

commit;
