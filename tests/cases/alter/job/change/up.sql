-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop job gone
--   create job added
--   alter job changed
--   alter job paused
--   alter job resumed
--   alter job t_retention

begin;
set local lock_timeout = '4s';
set local search_path = public, pg_catalog;

-- job gone
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(jobname) from cron.job where jobname = 'gone';
  else
    raise warning 'pg_cron is not installed here: nothing to unschedule';
  end if;
end
$$;

-- job added
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('added', '0 3 * * *', 'select 1');
  else
    raise warning 'pg_cron is not installed here: job added is not scheduled';
  end if;
end
$$;

-- job changed
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('changed', '0 4 * * *', 'select 2');
  else
    raise warning 'pg_cron is not installed here: job changed is not scheduled';
  end if;
end
$$;

-- job paused
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('paused', '0 3 * * *', 'select 1');
    perform cron.alter_job(jobid, active := false) from cron.job where jobname = 'paused';
  else
    raise warning 'pg_cron is not installed here: job paused is not scheduled';
  end if;
end
$$;

-- job resumed
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('resumed', '0 3 * * *', 'select 1');
    perform cron.alter_job(jobid, active := true) from cron.job where jobname = 'resumed';
  else
    raise warning 'pg_cron is not installed here: job resumed is not scheduled';
  end if;
end
$$;

-- job t_retention
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('t_retention', '0 3 * * *', 'delete from public.t where at < now() - interval ''2 days''');
  else
    raise warning 'pg_cron is not installed here: job t_retention is not scheduled';
  end if;
end
$$;

commit;
