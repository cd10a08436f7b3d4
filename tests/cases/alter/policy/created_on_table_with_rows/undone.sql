set role reader;
select count(*) from notes;
reset role;
