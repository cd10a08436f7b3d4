select total(n) from generate_series(1, 3) n;
