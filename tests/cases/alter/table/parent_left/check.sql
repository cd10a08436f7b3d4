select * from child;
select count(*) from base;
