select at at time zone 'UTC' from t;
