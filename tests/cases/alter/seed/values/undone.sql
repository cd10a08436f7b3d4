select a, b, mood, tags, data, at from t order by 1, 2;
