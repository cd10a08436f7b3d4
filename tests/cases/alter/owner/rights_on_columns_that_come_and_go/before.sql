create role reader; create role writer; create role keeper; grant create on schema public to keeper;
