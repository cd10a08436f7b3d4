-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter sequence public.letters_id_seq
--   drop table public.letters
--   create table public.mail with sequence, default
-- Hazards:
--   data_loss: table public.letters

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.letters_id_seq
alter sequence public.letters_id_seq owned by none;

-- table public.letters
drop table public.letters;

-- table public.mail
create table public.mail (
  id bigint not null,
  body text,
  constraint letters_pkey primary key (id)
);
alter sequence public.letters_id_seq owned by public.mail.id;
alter table public.mail alter column id set default nextval('letters_id_seq');

commit;
