select * from things order by name collate "C";
select * from pairs order by 1, 2;
select * from only_key order by 1;
select * from child order by 1;
select * from identity;
select * from numbered order by 1;
select * from indexed;
