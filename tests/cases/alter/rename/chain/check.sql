select id, a, b, c from t;
select enum_range(null::e);
