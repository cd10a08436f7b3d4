-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.title
--   create column public.t.kind
--   create column public.t.parent_id
--   create column public.t.total
--   create column public.t.number
--   create column public.t."Odd Col"
--   create constraint public.t.t_kind_check
--   create constraint public.t.t_kind_key
--   create constraint public.t.t_parent_id_fkey
--   create index public.t_title_idx
-- Hazards:
--   table_rewrite: column public.t.total
--   table_rewrite: column public.t.number
--   table_scan: constraint public.t.t_kind_check
--   may_fail: constraint public.t.t_kind_check
--   table_scan: constraint public.t.t_kind_key
--   may_fail: constraint public.t.t_kind_key
--   table_scan: constraint public.t.t_parent_id_fkey
--   may_fail: constraint public.t.t_parent_id_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column title text not null default 'none';
alter table public.t add column kind text;
alter table public.t add column parent_id integer;
alter table public.t add column total integer generated always as (id * 2) stored;
alter table public.t add column number bigint not null generated always as identity;
alter table public.t add column "Odd Col" text[] compression pglz collate "C" default '{}';
alter table public.t alter column "Odd Col" set storage external;
alter table public.t alter column "Odd Col" set statistics 50;
alter table public.t add constraint t_kind_check check (kind in ('a', 'b'));
alter table public.t add constraint t_kind_key unique (kind);
alter table public.t add constraint t_parent_id_fkey foreign key (parent_id) references public.t on delete cascade;
create index t_title_idx on public.t using btree (title);
comment on column public.t.title is 'A title.';

commit;
