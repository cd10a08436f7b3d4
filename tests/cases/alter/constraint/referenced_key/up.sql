-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_code_fkey
--   drop constraint public.t.t_p_id_fkey
--   create constraint public.t.t_code_fkey
--   create constraint public.t.t_p_id_fkey
--   drop constraint public.p.p_code_key
--   drop constraint public.p.p_pkey
--   alter column public.p.id
--   create constraint public.p.p_code_key
--   create constraint public.p.p_id_key
-- Hazards:
--   table_scan: constraint public.p.p_code_key
--   table_scan: constraint public.p.p_id_key
--   table_scan: constraint public.t.t_code_fkey
--   may_fail: constraint public.t.t_code_fkey
--   table_scan: constraint public.t.t_p_id_fkey
--   may_fail: constraint public.t.t_p_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_code_fkey;

-- table public.p
alter table public.p drop constraint p_code_key;

-- table public.t
alter table public.t drop constraint t_p_id_fkey;

-- table public.p
alter table public.p drop constraint p_pkey;
alter table public.p alter column id drop not null;
alter table public.p add constraint p_code_key unique (code) include (id);
alter table public.p add constraint p_id_key unique (id);

-- table public.t
alter table public.t add constraint t_code_fkey foreign key (code) references public.p (code);
alter table public.t add constraint t_p_id_fkey foreign key (p_id) references public.p (id);

commit;
