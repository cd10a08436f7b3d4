select jobname, command from cron.job;
