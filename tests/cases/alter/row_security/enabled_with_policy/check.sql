set role reader;
select * from notes;
reset role;
