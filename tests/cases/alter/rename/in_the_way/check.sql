select * from old;
select * from pointing;
select * from seen;
