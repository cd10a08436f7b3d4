insert into notes values (1, 'reader'), (2, 'other');
