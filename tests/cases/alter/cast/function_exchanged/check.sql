select 'good'::mood::int;
