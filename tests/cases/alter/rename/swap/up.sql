-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename table public.first to second
--   rename column public.second.a to b
--   rename column public.second.b to a
--   rename constraint public.second.first_a_check to second_b_check
--   rename index public.first_a_idx to second_b_idx
--   rename constraint public.second.first_pkey to second_pkey
--   rename table public.second to first
--   rename constraint public.first.second_pkey to first_pkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.first
alter table public.second rename to second_renaming;

-- table public.second
alter table public.first rename to second;

-- table public.first
alter table public.second_renaming rename to first;

-- table public.second
alter table public.second rename column b to b_renaming;
alter table public.second rename column a to b;
alter table public.second rename column b_renaming to a;
alter table public.second rename constraint first_a_check to second_b_check;
alter index public.first_a_idx rename to second_b_idx;

-- table public.first
alter table public.first rename constraint second_pkey to second_pkey_renaming;

-- table public.second
alter table public.second rename constraint first_pkey to second_pkey;

-- table public.first
alter table public.first rename constraint second_pkey_renaming to first_pkey;

-- sequence public.first_x_seq
alter sequence public.second_x_seq rename to second_x_seq_renaming;

-- sequence public.second_x_seq
alter sequence public.first_x_seq rename to second_x_seq;

-- sequence public.first_x_seq
alter sequence public.second_x_seq_renaming rename to first_x_seq;

commit;
