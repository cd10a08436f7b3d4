select has_table_privilege('reader', 't', 'select');
