select * from t order by id; select * from u;
