select * from t order by name;
