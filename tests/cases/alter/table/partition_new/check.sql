insert into logs (at, note) values ('2026-02-02', 'b'), ('2026-04-02', 'c');
select tableoid::regclass, * from logs order by at;
