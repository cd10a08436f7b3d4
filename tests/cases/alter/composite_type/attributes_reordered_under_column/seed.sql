insert into t values (1, row('a "b", (c)', 1, 'town', '')), (2, null), (3, row(null, null, null, null)), (4, row('d', 2, null, null));
