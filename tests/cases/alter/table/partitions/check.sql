select tableoid::regclass, at, n from logs order by at;
