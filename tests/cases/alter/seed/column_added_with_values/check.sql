select * from kinds order by 1;
