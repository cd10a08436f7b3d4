-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop rule public.t.gone
--   drop rule public.t.uses_column
--   alter column public.t.a
--   create rule public.t.came
--   alter rule public.t.everything
--   alter rule public.t.state
--   create rule public.t.uses_column
-- Hazards:
--   table_rewrite: column public.t.a
--   may_fail: column public.t.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop rule gone on public.t;
drop rule uses_column on public.t;
alter table public.t alter column a type varchar(20);
create rule came as
  on insert to public.t
  where new.b is null
  do also
delete from public.t where id = 1;
create or replace rule everything as
  on update to public.t
  do instead (
notify b;
notify c
);
alter table public.t enable always rule everything;
alter table public.t disable rule state;
create rule uses_column as
  on update to public.t
  do also
delete from public.t where a = old.a;
alter table public.t enable always rule uses_column;
comment on rule everything on public.t is 'New.';

commit;
