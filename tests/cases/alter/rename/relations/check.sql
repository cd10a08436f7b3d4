select * from stored;
select * from above;
insert into t values (2) returning n;
