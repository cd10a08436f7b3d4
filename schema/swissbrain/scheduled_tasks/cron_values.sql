declare
  part text;
  base text;
  step integer;
  first integer;
  last integer;
  result integer[] := '{}';
begin
  foreach part in array string_to_array(lower(field), ',') loop
    for i in 1 .. cardinality(names) loop
      part := regexp_replace(part, '\m' || names[i] || '\M', (lowest + i - 1)::text, 'g');
    end loop;

    if part !~ '^(\*|\d{1,3}(-\d{1,3})?)(/\d{1,3})?$' then
      raise exception 'Not a cron field: %', field using errcode = 'invalid_parameter_value';
    end if;

    base := split_part(part, '/', 1);
    step := coalesce(nullif(split_part(part, '/', 2), '')::integer, 1);
    if base = '*' then
      first := lowest;
      last := highest;
    elsif position('-' in base) > 0 then
      first := split_part(base, '-', 1)::integer;
      last := split_part(base, '-', 2)::integer;
    else
      first := base::integer;
      last := case when position('/' in part) > 0 then highest else first end;
    end if;

    if step < 1 or first < lowest or last > highest or first > last then
      raise exception 'Out of range in cron field: %', field using errcode = 'invalid_parameter_value';
    end if;
    result := result || array(select generate_series(first, last, step));
  end loop;

  return array(select distinct v from unnest(result) as v order by v);
end;
