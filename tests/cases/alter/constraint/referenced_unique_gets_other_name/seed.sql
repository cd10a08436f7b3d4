insert into p values ('a');
insert into t values ('a');
