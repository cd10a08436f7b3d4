select convalidated from pg_constraint where conname = 'positive';
