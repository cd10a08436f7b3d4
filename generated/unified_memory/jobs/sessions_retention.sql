-- Job sessions_retention: to be run on the schedule `0 * * * *`.
update public.sessions set status = 'timeout', ended_at = now() where started_at < now() - interval '24 hours' and (status = 'active');
