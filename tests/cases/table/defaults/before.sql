create schema gen;
create function gen.code(n int) returns text language sql as $$ select 'c' || n $$;
