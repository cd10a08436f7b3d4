select * from people order by id;
select * from badges;
select * from counted;
select * from named;
select nextval('people_id_seq');
select (leader(1)).name;
