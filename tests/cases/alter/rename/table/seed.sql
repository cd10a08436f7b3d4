insert into members (name) values ('ann'), ('bob');
update members set boss_id = 1 where id = 2;
insert into badges values (7, 2);
refresh materialized view counted;
