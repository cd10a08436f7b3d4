-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename constraint public.t.positive to more_than_none
--   rename constraint public.t.one to single
--   rename constraint public.t.t_pk to t_key
--   rename constraint public.t.small to tiny
--   rename index public.by_b to b_index
--   rename trigger public.t.touched to touches
--   rename policy public.t.reads to looks
--   rename constraint public.t.up to parent
--   rename index public.guessed to found
--   rename policy public.t.writes to changes
--   drop constraint public.t.tiny
--   create constraint public.t.tiny

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t rename constraint positive to more_than_none;
alter table public.t rename constraint one to single;
alter table public.t rename constraint t_pk to t_key;
alter table public.t rename constraint small to tiny;
alter index public.by_b rename to b_index;
alter trigger touched on public.t rename to touches;
alter policy reads on public.t rename to looks;
alter table public.t rename constraint up to parent;
alter index public.guessed rename to found;
alter policy writes on public.t rename to changes;
alter table public.t drop constraint tiny;
alter table public.t add constraint tiny check (a < 10) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.tiny
-- Hazards:
--   may_fail: constraint public.t.tiny

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint tiny;

commit;
