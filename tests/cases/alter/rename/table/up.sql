-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename table public.members to people
--   rename constraint public.people.members_boss_id_fkey to people_boss_id_fkey
--   rename constraint public.people.members_name_check to people_name_check
--   rename constraint public.people.members_name_key to people_name_key
--   rename constraint public.people.members_pkey to people_pkey
--   rename index public.members_boss_id_idx to people_boss_id_idx
--   rename index public.members_slug_name_idx to people_slug_name_idx
--   alter function public.leader(bigint)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.members rename to people;
alter table public.people rename constraint members_boss_id_fkey to people_boss_id_fkey;
alter table public.people rename constraint members_name_check to people_name_check;
alter table public.people rename constraint members_name_key to people_name_key;
alter table public.people rename constraint members_pkey to people_pkey;
alter index public.members_boss_id_idx rename to people_boss_id_idx;
alter index public.members_slug_name_idx rename to people_slug_name_idx;

-- sequence public.people_id_seq
alter sequence public.members_id_seq rename to people_id_seq;

-- function public.leader(bigint)
create or replace function public.leader (id bigint)
returns public.people
language sql
set search_path = ''
as $$
select * from public.people m where m.id = leader.id
$$;

commit;
