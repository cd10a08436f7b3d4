set role app_owner;
select * from notes;
reset role;
