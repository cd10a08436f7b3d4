-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create sequence public.letters_id_seq
--   create column public.letters.id
-- Hazards:
--   table_rewrite: column public.letters.id

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- sequence public.letters_id_seq
create sequence public.letters_id_seq as integer;

-- table public.letters
alter table public.letters add column id integer not null default nextval('letters_id_seq');

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.letters_pkey_new

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
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter sequence public.letters_id_seq
--   create constraint public.letters.letters_pkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.letters
alter sequence public.letters_id_seq owned by public.letters.id;
alter table public.letters add constraint letters_pkey primary key using index letters_pkey_new;

commit;
