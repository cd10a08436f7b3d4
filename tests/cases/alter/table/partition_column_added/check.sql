select * from logs;
