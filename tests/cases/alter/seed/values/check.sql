select a, b, mood, tags, data, at, fresh from t order by 1, 2;
