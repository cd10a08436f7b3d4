create role reader;
create role writer;
create role third;
