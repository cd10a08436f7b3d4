select proname, replace(to_json(prosrc)::text, '\', '\\') from pg_proc where pronamespace = 'public'::regnamespace order by proname;
