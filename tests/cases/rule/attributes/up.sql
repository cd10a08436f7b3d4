-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.tidy(text)
--   create table public.log with row security
--   create table public.notes with 6 × rule, row security
--   create view public.titles with 2 × rule

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.tidy(text)
create function public.tidy (title text)
returns text
language sql
immutable
set search_path = ''
as $$
select trim(title)
$$;
revoke all on routine public.tidy(text) from public;

-- table public.log
create table public.log (
  id integer,
  what text
);
alter table public.log enable row level security;

-- table public.notes
create table public.notes (
  id integer not null,
  title text,
  deleted boolean default false,
  constraint notes_pkey primary key (id)
);
create rule always as
  on update to public.notes
  do also nothing;
alter table public.notes enable always rule always;
create rule frozen as
  on update to public.notes
  where old.deleted and new.deleted
  do instead nothing;
create rule keep as
  on delete to public.notes
  do instead
update public.notes set deleted = true where id = old.id;
create rule "log both" as
  on insert to public.notes
  where new.title = 'log; both'
  do also (
insert into public.log values (new.id, 'in; one');
insert into public.log select n.id, n.title from public.notes n where n.id = new.id
);
create rule off as
  on insert to public.notes
  do also
notify told;
alter table public.notes disable rule off;
create rule replica as
  on insert to public.notes
  do also
notify told;
alter table public.notes enable replica rule replica;
alter table public.notes enable row level security;
comment on rule keep on public.notes is 'Nothing goes.';

-- view public.titles
create view public.titles
  with (security_invoker = true) as
select id, title from notes where not deleted;
create rule """Odd Name""" as
  on update to public.titles
  do instead (
(select 1 union select 2) union all select 3
);
create rule write as
  on insert to public.titles
  do instead
insert into public.notes (id, title) values (new.id, public.tidy(new.title)) returning id, title;
comment on rule write on public.titles is 'Through the view.';

commit;
