create role ours login superuser createdb createrole noinherit replication bypassrls connection limit 3 valid until '2020-01-01';
create role limited;
create role "It's odd";
create role others;
grant others to ours;
alter role ours set work_mem = '1MB';
