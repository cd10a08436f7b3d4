select conrelid::regclass, convalidated from pg_constraint where conname = 'positive' order by 1;
