select tableoid::regclass, * from logs;
