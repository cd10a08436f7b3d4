select * from next;
select a from current;
