-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter job clean

begin;
set local lock_timeout = '4s';
set local search_path = public, pg_catalog;

-- job clean
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('clean', '0 3 * * *', 'select 1');
    perform cron.alter_job(jobid, active := false) from cron.job where jobname = 'clean';
  else
    raise warning 'pg_cron is not installed here: job clean is not scheduled';
  end if;
end
$$;

commit;
