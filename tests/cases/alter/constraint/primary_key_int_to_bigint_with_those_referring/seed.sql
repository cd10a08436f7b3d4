insert into p values (1, 'a');
insert into t values (1, 1);
