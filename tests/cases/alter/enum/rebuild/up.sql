-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.days.mood
--   drop default public.days.moods
--   drop constraint public.days.days_mood_fkey
--   drop constraint public.days.known
--   drop index public.days_note_idx
--   drop trigger public.days.cheering
--   drop policy public.days.reading
--   drop column public.days.bright
--   create column public.days.bright
--   create default public.days.mood
--   create default public.days.moods
--   create constraint public.days.days_mood_fkey
--   create constraint public.days.known
--   create index public.days_note_idx
--   create trigger public.days.cheering
--   create policy public.days.reading
--   create view public.happy_days
--   create function public.cheer(public.mood)
--   alter enum public.mood
-- Hazards:
--   access_narrowed: policy public.days.reading
--   table_rewrite: enum public.mood
--   access_widened: enum public.mood
--   may_fail: enum public.mood
--   access_narrowed: grants of function public.cheer(public.mood)
--   table_rewrite: column public.days.bright
--   table_scan: constraint public.days.days_mood_fkey
--   may_fail: constraint public.days.days_mood_fkey
--   table_scan: index public.days_note_idx
--   access_widened: policy public.days.reading
--   access_widened: grants of view public.happy_days

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.days
alter table public.days alter column mood drop default;
alter table public.days alter column moods drop default;
alter table public.days drop constraint days_mood_fkey;
alter table public.days drop constraint known;
drop index public.days_note_idx;
drop trigger cheering on public.days;
drop policy reading on public.days;

-- view public.happy_days
drop view public.happy_days;

-- function public.cheer(public.mood)
drop function public.cheer(public.mood);

-- table public.days
alter table public.days drop column bright;

-- enum public.mood
alter type public.mood rename to mood_old;
alter domain public.good_mood rename to good_mood_old;
alter type public.entry rename to entry_old;
create type public.mood as enum ('happy', 'calm', 'ok');
create domain public.good_mood as public.mood
  constraint good check (value <> 'calm');
create type public.entry as (
  at date,
  mood public.mood
);
alter type public.mood owner to keeper;
grant usage on type public.mood to teller;
comment on type public.mood is 'All moods.';
grant usage on domain public.good_mood to teller;
alter table public.days alter column entry type public.entry using entry::text::public.entry;
alter table public.days alter column good type public.good_mood using good::text::public.good_mood;
alter table public.days alter column mood type public.mood using mood::text::public.mood;
alter table public.days alter column moods type public.mood[] using moods::text[]::public.mood[];
alter table public.kinds alter column mood type public.mood using mood::text::public.mood;
drop type public.entry_old;
drop domain public.good_mood_old;
drop type public.mood_old;

-- function public.cheer(public.mood)
create function public.cheer (m public.mood)
returns public.mood
language sql
immutable
set search_path = ''
as $$
select m
$$;
revoke all on routine public.cheer(public.mood) from public;

-- table public.days
alter table public.days add column bright boolean generated always as (mood = 'happy') stored;
alter table public.days alter column mood set default 'ok';
alter table public.days alter column moods set default '{ok,happy}';
alter table public.days add constraint days_mood_fkey foreign key (mood) references public.kinds (mood);
alter table public.days add constraint known check (mood <> 'calm' or note is not null) not valid;
create index days_note_idx on public.days using btree (note) where mood = 'happy';
create trigger cheering
  before update on public.days
  for each row
  when (new.mood = 'happy')
  execute function public.touch();
create policy reading on public.days for select to teller
  using (mood <> 'calm');

-- view public.happy_days
create view public.happy_days
  with (security_invoker = true) as
select id, mood, public.cheer(mood) as cheered from days where mood = 'happy';
grant select on table public.happy_days to teller;
comment on view public.happy_days is 'Seldom.';

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.days.known
-- Hazards:
--   may_fail: constraint public.days.known

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.days
alter table public.days validate constraint known;

commit;
