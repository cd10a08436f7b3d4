select tableoid::regclass, n from logs order by at;
select n from logs_1;
