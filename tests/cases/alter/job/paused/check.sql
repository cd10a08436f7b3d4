select jobname, active from cron.job;
