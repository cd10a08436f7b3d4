select jobname, schedule, command, active from cron.job order by jobname collate "C";
