select count(*) from logs;
