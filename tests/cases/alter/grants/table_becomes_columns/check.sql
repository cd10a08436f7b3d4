select has_column_privilege('reader', 'people', 'salary', 'select'), has_column_privilege('reader', 'people', 'name', 'select');
