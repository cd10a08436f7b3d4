-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.title
--   create column public.t.kind
--   create column public.t.parent_id
--   create column public.t.total
--   create column public.t.number
--   create column public.t."Odd Col"
--   create constraint public.t.t_kind_check
--   create constraint public.t.t_parent_id_fkey
-- Hazards:
--   table_rewrite: column public.t.total
--   table_rewrite: column public.t.number

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t add column title text not null default 'none';
alter table public.t add column kind text;
alter table public.t add column parent_id integer;
alter table public.t
  add column total integer generated always as (id * 2) stored,
  add column number bigint not null generated always as identity;
alter table public.t add column "Odd Col" text[] compression pglz collate "C" default '{}';
alter table public.t alter column "Odd Col" set storage external;
alter table only public.t alter column "Odd Col" set statistics 50;
alter table public.t add constraint t_kind_check check (kind in ('a', 'b')) not valid;
alter table public.t add constraint t_parent_id_fkey foreign key (parent_id) references public.t on delete cascade not valid;
comment on column public.t.title is 'A title.';

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_kind_key_new
-- Hazards:
--   may_fail: index public.t_kind_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_kind_key_new') and not indisvalid) then
    drop index public.t_kind_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_kind_key_new on public.t using btree (kind);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_title_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_title_idx') and not indisvalid) then
    drop index public.t_title_idx;
  end if;
end $$;
create index concurrently if not exists t_title_idx on public.t using btree (title);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_kind_check
--   alter constraint public.t.t_parent_id_fkey
-- Hazards:
--   may_fail: constraint public.t.t_kind_check
--   may_fail: constraint public.t.t_parent_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_kind_check;
alter table public.t validate constraint t_parent_id_fkey;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_kind_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_kind_key unique using index t_kind_key_new;

commit;
