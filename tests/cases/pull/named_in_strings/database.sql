-- What a default names in a string has to be there before it.
create table owner_of (id int primary key);
create sequence z_counts owned by owner_of.id;
alter table owner_of add column c regclass default 'z_counts', add column n int default nextval('z_counts'), add column f regproc default 'pg_catalog.now';
create table later (id int);
create table earlier (id int primary key, t regclass default 'later');
