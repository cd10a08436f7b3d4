insert into kinds values ('ok'), ('happy');
insert into days (id, mood, good, entry) values (1, 'ok', 'ok', '(2020-01-01,ok)'), (2, 'happy', 'happy', '(,happy)');
