select tableoid::regclass, * from logs order by at;
select * from logs_2;
