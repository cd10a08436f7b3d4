select id, a, b, c, e from t;
