select * from v;
select * from over;
select * from counted;
