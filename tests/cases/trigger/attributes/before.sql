create schema legacy;
create table legacy.users (id int);
