select * from people order by 1;
