create role writer;
