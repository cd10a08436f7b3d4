-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create job logs_retention

begin;
set local lock_timeout = '4s';
set local search_path = public, pg_catalog;

-- job logs_retention
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('logs_retention', '0 3 * * *', 'delete from public.logs where at < now() - interval ''30 days''');
  else
    raise warning 'pg_cron is not installed here: job logs_retention is not scheduled';
  end if;
end
$$;

commit;
