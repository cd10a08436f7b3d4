-- A value of each type, as text. A stand-in for an extension does not send values as the extension does, so there is none of
-- those, and the embedded server numbers the families of addresses as WebAssembly does.
create function pg_temp.sample(wanted regtype, modifier integer) returns text language plpgsql as $$
declare
  t pg_type;
begin
  select * into t from pg_type where oid = wanted;
  return case
    when t.typtype = 'e' then (select enumlabel::text from pg_enum where enumtypid = t.oid order by enumsortorder desc limit 1)
    when t.typcategory = 'A' then array[pg_temp.sample(t.typelem, -1)]::text
    when t.typcategory = 'N' then '1'
    when t.typname = 'bool' then 'true'
    when t.typname = 'uuid' then '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b'
    when t.typname = 'bytea' then '\x0102'
    when t.typname in ('json', 'jsonb') then '{"a": [1, null]}'
    when t.typname in ('inet', 'cidr') and get_byte(inet_send('::'), 0) <> 3 then null
    when t.typname in ('inet', 'cidr') then '10.1.0.0/16'
    when t.typname = 'interval' then '1 mon 2 days 03:04:05.678'
    when t.typcategory = 'D' then '2026-01-02 03:04:05.678'
    when t.typname = 'vector' and exists (select from pg_extension where extname = 'vector' and extversion = 'stub') then null
    when t.typname = 'vector' then translate(array_fill(0.5, array[modifier])::text, '{}', '[]')
    else 'x'
  end;
end
$$;
