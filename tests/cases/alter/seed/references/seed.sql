insert into cities values (9, 'north');
