select price, at, seen at time zone 'UTC' from t;
