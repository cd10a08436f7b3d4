select * from plans order by 1;
