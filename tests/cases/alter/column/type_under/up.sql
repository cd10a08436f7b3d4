-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.next()
--   drop default public.t.a
--   drop constraint public.t.positive
--   drop index public.t_expr_idx
--   drop trigger public.t.on_a
--   drop trigger public.t.when_a
--   drop policy public.t.by_a
--   drop publication membership public.t.changes
--   alter column public.t.a
--   create default public.t.a
--   create constraint public.t.positive
--   create index public.t_expr_idx
--   create trigger public.t.on_a
--   create trigger public.t.when_a
--   create policy public.t.by_a
--   create publication membership public.t.changes
--   create view public.w
--   create view public.v
--   create materialized view public.m with index
-- Hazards:
--   access_narrowed: policy public.t.by_a
--   table_rewrite: column public.t.a
--   access_narrowed: grants of function public.next()
--   table_scan: constraint public.t.positive
--   may_fail: constraint public.t.positive
--   table_scan: index public.t_expr_idx
--   access_widened: policy public.t.by_a
--   access_widened: grants of view public.v

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.next()
drop function public.next();

-- table public.t
alter table public.t alter column a drop default;
alter table public.t drop constraint positive;
drop index public.t_expr_idx;
drop trigger on_a on public.t;
drop trigger when_a on public.t;
drop policy by_a on public.t;
alter publication changes drop table only public.t;

-- view public.w
drop view public.w;

-- view public.v
drop view public.v;

-- materialized view public.m
drop materialized view public.m;

-- table public.t
alter table public.t alter column a type bigint;

-- function public.next()
create function public.next ()
returns bigint
language sql
set search_path = ''
return (select max(a) from public.t);
revoke all on routine public.next() from public;

-- table public.t
alter table public.t alter column a set default 2;
alter table public.t add constraint positive check (a > 0);
create index t_expr_idx on public.t using btree ((a + 1)) where a > 0;
create trigger on_a
  after update of a on public.t
  for each row
  execute function public.touch();
create trigger when_a
  after update on public.t
  for each row
  when (new.a > old.a)
  execute function public.touch();
create policy by_a on public.t for select to public
  using (a > 1);
alter publication changes add table only public.t where (id > 0 and a > 3);
comment on trigger when_a on public.t is 'Kept.';

-- view public.v
create view public.v (n)
  with (security_invoker = true) as
select a from t;
grant select on table public.v to reader;
comment on view public.v is 'The view.';

-- view public.w
create view public.w
  with (security_invoker = true) as
select n + 1 as m from v;
alter view public.w owner to reader;

-- materialized view public.m
create materialized view public.m as
select * from t;
create unique index m_id_idx on public.m using btree (id);

commit;
