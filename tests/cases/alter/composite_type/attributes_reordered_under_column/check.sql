select id, "Home"::text, "Home" is distinct from null from t order by id;
select * from streets order by id;
