select count(*), sum(double), count(distinct token), sum(half) from t;
