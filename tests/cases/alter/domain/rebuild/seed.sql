insert into t values (1, 2.25, '{1.5,2}', '17', '{1,2}');
