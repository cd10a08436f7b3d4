select * from t;
select * from v;
select sum_of(1), total('abc');
