create role reader; create role keeper; grant create on schema public to keeper;
