-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.a
--   create default public.t.a
--   create view public.v
--   alter domain public.amount
--   alter domain public.code
-- Hazards:
--   table_rewrite: domain public.amount
--   may_fail: domain public.amount
--   table_rewrite: domain public.code
--   may_fail: domain public.code

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column a drop default;

-- view public.v
drop view public.v;

-- domain public.amount
alter domain public.amount rename to amount_old;
create domain public.amount as numeric(20,4)
  constraint positive check (value > 0);
comment on domain public.amount is 'Money.';
alter table public.t alter column a type public.amount using a::public.amount;
alter table public.t alter column many type public.amount[] using many::public.amount[];
drop domain public.amount_old;

-- domain public.code
alter domain public.code rename to code_old;
create domain public.code as integer;
alter table public.t alter column code type public.code using code::integer::public.code;
alter table public.t alter column codes type public.code[] using codes::integer[]::public.code[];
drop domain public.code_old;

-- table public.t
alter table public.t alter column a set default '1';

-- view public.v
create view public.v
  with (security_invoker = true) as
select a from t;

commit;
