select has_function_privilege('public', 'secret()', 'execute');
