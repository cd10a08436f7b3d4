create role early valid until '0044-03-15 00:00:00+00 BC';
alter role early set work_mem = '4MB';
do $$
begin
  execute format('alter role early in database %I set work_mem = ''8MB''', current_database());
end
$$;
