insert into t values (1, row('a', 1), array[row('b', 2)::address]);
