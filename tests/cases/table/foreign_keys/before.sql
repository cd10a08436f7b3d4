create schema legacy;
create table legacy.users (id bigint primary key, mail text);
create table legacy.unknown (key int primary key);
