select count(at) from t;
