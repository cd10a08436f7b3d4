-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.p.p_a_b_key
--   create constraint public.p.p_b_a_key
--   drop constraint public.t.changed
--   drop constraint public.t.ex
--   drop constraint public.t.gone
--   drop constraint public.t.t_a_check
--   drop constraint public.t.t_a_key
--   drop constraint public.t.t_b_c_key
--   drop constraint public.t.t_b_key
--   drop constraint public.t.t_p_id_fkey
--   drop constraint public.t.t_pkey
--   alter column public.t.id
--   alter column public.t.c
--   create constraint public.t.added
--   create constraint public.t.changed
--   create constraint public.t.ex
--   alter constraint public.t.later
--   create constraint public.t.new_key
--   create constraint public.t.t_a_check
--   create constraint public.t.t_a_key
--   create constraint public.t.t_b_c_key
--   create constraint public.t.t_p_id_fkey
--   alter constraint public.t.t_q_id_fkey
--   alter constraint public.t.t_r_id_fkey
--   alter constraint public.t.t_s_id_fkey
-- Hazards:
--   table_scan: constraint public.p.p_b_a_key
--   may_fail: constraint public.p.p_b_a_key
--   table_scan: column public.t.c
--   may_fail: column public.t.c
--   table_scan: constraint public.t.added
--   may_fail: constraint public.t.added
--   table_scan: constraint public.t.changed
--   may_fail: constraint public.t.changed
--   table_scan: constraint public.t.ex
--   may_fail: constraint public.t.ex
--   may_fail: constraint public.t.later
--   table_scan: constraint public.t.new_key
--   may_fail: constraint public.t.new_key
--   table_scan: constraint public.t.t_a_check
--   may_fail: constraint public.t.t_a_check
--   table_scan: constraint public.t.t_a_key
--   may_fail: constraint public.t.t_a_key
--   table_scan: constraint public.t.t_b_c_key
--   may_fail: constraint public.t.t_b_c_key
--   table_scan: constraint public.t.t_p_id_fkey
--   may_fail: constraint public.t.t_p_id_fkey
--   may_fail: constraint public.t.t_q_id_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.p
alter table public.p drop constraint p_a_b_key;

-- table public.t
alter table public.t drop constraint changed;
alter table public.t drop constraint ex;
alter table public.t drop constraint gone;
alter table public.t drop constraint t_a_check;
alter table public.t drop constraint t_a_key;
alter table public.t drop constraint t_b_c_key;
alter table public.t drop constraint t_b_key;
alter table public.t drop constraint t_p_id_fkey;
alter table public.t drop constraint t_pkey;

-- table public.p
alter table public.p add constraint p_b_a_key unique (b, a);

-- table public.t
alter table public.t alter column id drop not null;
alter table public.t alter column c set not null;
alter table public.t add constraint added check (id <> 7);
alter table public.t add constraint changed check (id < 300) no inherit;
alter table public.t add constraint ex exclude using btree (id with =) where (id > 0);
alter table public.t validate constraint later;
alter table public.t add constraint new_key primary key (c);
alter table public.t add constraint t_a_check check (a in ('x', 'y', 'z'));
alter table public.t add constraint t_a_key unique nulls not distinct (a);
alter table public.t add constraint t_b_c_key unique (b, c) deferrable;
alter table public.t add constraint t_p_id_fkey foreign key (p_id) references public.p on update cascade on delete restrict;
alter table public.t validate constraint t_q_id_fkey;
alter table public.t alter constraint t_r_id_fkey deferrable initially deferred;
alter table public.t alter constraint t_s_id_fkey not deferrable;
comment on constraint t_b_c_key on public.t is 'New.';

commit;
