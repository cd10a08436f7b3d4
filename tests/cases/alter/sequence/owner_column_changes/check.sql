select a from t;
