select search from t;
