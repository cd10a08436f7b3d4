select proacl from pg_proc where proname = 'f';
