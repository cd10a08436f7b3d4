-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.mood
--   create domain public.grid
--   create domain public.score

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
create type public.mood as enum ('ok');
revoke all on type public.mood from public;

-- domain public.grid
create domain public.grid as integer[];

-- domain public.score
create domain public.score as integer
  constraint even check (value % 2 = 0)
  constraint positive check (value > 0);
comment on constraint positive on domain public.score is 'It''s a score.';
alter domain public.score add constraint small check (value < 100) not valid;
comment on constraint small on domain public.score is 'Old ones are larger.';
revoke all on domain public.score from public;
grant usage on domain public.score to reader;

commit;
