insert into tasks values (1, 'new', '{new,done}', '{new}'), (2, 'done', '{}', null), (3, null, null, '{open,new}');
