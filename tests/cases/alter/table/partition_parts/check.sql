select tableoid::regclass, * from logs order by at, n;
