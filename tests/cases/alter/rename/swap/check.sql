select id, a, b, x from second;
select * from first;
