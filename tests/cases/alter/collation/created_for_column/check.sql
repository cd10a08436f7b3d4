select b from t order by b;
