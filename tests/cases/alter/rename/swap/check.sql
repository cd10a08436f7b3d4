select id, a, b, c from second;
select * from first;
