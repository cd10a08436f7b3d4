select convalidated from pg_constraint where conname = 'to_p';
