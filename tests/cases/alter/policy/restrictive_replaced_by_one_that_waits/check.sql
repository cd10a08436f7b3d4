set role reader;
select id, tenant from notes;
reset role;
