select least_of(n) from generate_series(1, 3) n;
