select tableoid::regclass, * from logs order by at;
select tableoid::regclass, * from kinds order by kind;
select tableoid::regclass, * from bigs order by n;
