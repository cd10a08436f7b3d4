create role app_owner;
create role reader;
