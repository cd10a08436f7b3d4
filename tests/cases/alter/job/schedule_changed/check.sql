select schedule from cron.job;
