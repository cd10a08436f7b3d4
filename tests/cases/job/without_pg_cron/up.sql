-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create job "It's 100% here"

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- job "It's 100% here"
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('It''s 100% here', '0 3 * * *', 'select 1');
  else
    raise warning 'pg_cron is not installed here: job It''s 100%% here is not scheduled';
  end if;
end
$$;

commit;
