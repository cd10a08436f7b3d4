-- Job web_sources_retention: to be run on the schedule `0 3 * * *`.
delete from public.web_sources where fetched_at < now() - interval '30 days';
