select id, mood, moods, good, entry, bright from days order by id;
select enum_range(null::mood);
select nspname || '.' || typname from pg_type t join pg_namespace n on n.oid = typnamespace where typname like '%old%';
