-- Job automation_logs_retention: to be run on the schedule `30 3 * * *`.
delete from public.automation_logs where created_at < now() - interval '90 days';
