select * from log;
select * from log_2024;
select c from child;
