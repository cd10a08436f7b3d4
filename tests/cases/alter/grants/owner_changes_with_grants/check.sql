select relacl from pg_class where relname = 'notes';
