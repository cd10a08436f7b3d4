select relreplident, indexrelid::regclass, indisreplident from pg_class join pg_index on indrelid = pg_class.oid where relname = 't';
