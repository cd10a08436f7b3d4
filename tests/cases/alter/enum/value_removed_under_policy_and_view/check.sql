set role reader;
select * from t;
reset role;
