select tableoid::regclass, kind, n from jobs order by kind;
