select * from things;
select id from kinds order by 1;
