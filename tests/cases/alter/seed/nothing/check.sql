select a, b, c from t order by 1, 2;
select * from u;
