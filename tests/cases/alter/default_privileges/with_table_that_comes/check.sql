select relname, relacl from pg_class where relname in ('notes', 'secrets') order by 1;
