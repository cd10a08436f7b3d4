insert into t values ('own', 9);
update t set n = 100 where name = 'kept';
