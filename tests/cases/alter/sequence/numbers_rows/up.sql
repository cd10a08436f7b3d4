-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create sequence public.letters_id_seq
--   create column public.letters.id

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.letters_id_seq
create sequence public.letters_id_seq as integer;

-- table public.letters
alter table public.letters add column id integer;
alter table public.letters alter column id set default nextval('letters_id_seq');

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.letters.id

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.letters
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.letters where ctid > done limit 2000) part;
      exit when upto is null;
      update public.letters set id = nextval('letters_id_seq')
        where ctid > done and ctid <= upto and id is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.letters set id = nextval('letters_id_seq') where id is null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.letters.letters_id_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.letters
alter table public.letters add constraint letters_id_not_null check (id is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.letters_pkey_new
-- Hazards:
--   may_fail: index public.letters_pkey_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.letters
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.letters_pkey_new') and not indisvalid) then
    drop index public.letters_pkey_new;
  end if;
end $$;
create unique index concurrently if not exists letters_pkey_new on public.letters using btree (id);
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.letters.letters_id_not_null
-- Hazards:
--   may_fail: constraint public.letters.letters_id_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.letters
alter table public.letters validate constraint letters_id_not_null;

commit;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.letters.id
--   create constraint public.letters.letters_pkey
--   drop constraint public.letters.letters_id_not_null
--   alter sequence public.letters_id_seq

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.letters
alter table public.letters alter column id set not null;
alter table public.letters add constraint letters_pkey primary key using index letters_pkey_new;
alter table public.letters drop constraint letters_id_not_null;
alter sequence public.letters_id_seq owned by public.letters.id;

commit;
