select * from t order by 1;
select indexdef from pg_indexes where indexname = 't_b_idx';
select from_script();
