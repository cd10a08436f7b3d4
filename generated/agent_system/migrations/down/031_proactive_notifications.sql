-- 031_proactive_notifications (down): Messages that agents send without being asked.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop job proactive_notifications_retention
--   drop table public.proactive_notifications
-- Hazards:
--   data_loss: table public.proactive_notifications

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- job proactive_notifications_retention
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(jobname) from cron.job where jobname = 'proactive_notifications_retention';
  else
    raise warning 'pg_cron is not installed here: nothing to unschedule';
  end if;
end
$$;

-- table public.proactive_notifications
drop table public.proactive_notifications;

commit;
