select * from t order by id;
select * from v;
select is_live('published');
select typname from pg_type where typname like '%multirange' and typnamespace = 'public'::regnamespace;
