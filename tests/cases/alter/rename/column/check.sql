select * from t order by id;
select * from v order by id;
select * from w order by loud;
select * from m order by last;
select f();
select nextval('t_m_seq') is not null;
