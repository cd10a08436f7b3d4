select * from zones order by 1;
select * from cities order by 1;
