select * from t order by 1;
