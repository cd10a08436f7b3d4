declare
  expression text;
  fields text[];
  minutes integer[];
  hours integer[];
  days integer[];
  months integer[];
  weekdays integer[];
  either_day boolean;
  fits_day boolean;
  fits_weekday boolean;
  day date;
  last_day date;
  candidate timestamptz;
begin
  if schedule_type = 'once' then
    return case when run_at > after_time then run_at end;
  end if;

  if schedule_type = 'interval' then
    if interval_minutes is null or interval_minutes <= 0 then
      raise exception 'The interval has to be positive.' using errcode = 'invalid_parameter_value';
    end if;
    if run_at is null then
      return after_time + make_interval(mins => interval_minutes);
    elsif run_at > after_time then
      return run_at;
    end if;
    return run_at + make_interval(secs => interval_minutes * 60.0
      * (floor(extract(epoch from (after_time - run_at)) / (interval_minutes * 60.0)) + 1)::double precision);
  end if;

  if schedule_type is distinct from 'cron' then
    raise exception 'Not a kind of schedule: %', schedule_type using errcode = 'invalid_parameter_value';
  end if;

  expression := case lower(btrim(cron_expression))
    when '@hourly' then '0 * * * *'
    when '@daily' then '0 0 * * *'
    when '@midnight' then '0 0 * * *'
    when '@weekly' then '0 0 * * 0'
    when '@monthly' then '0 0 1 * *'
    when '@yearly' then '0 0 1 1 *'
    when '@annually' then '0 0 1 1 *'
    else btrim(cron_expression)
  end;
  fields := regexp_split_to_array(expression, '\s+');
  if cardinality(fields) is distinct from 5 then
    raise exception 'A cron expression has five fields: %', cron_expression using errcode = 'invalid_parameter_value';
  end if;

  minutes := private.cron_values(fields[1], 0, 59);
  hours := private.cron_values(fields[2], 0, 23);
  days := private.cron_values(fields[3], 1, 31);
  months := private.cron_values(fields[4], 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
  weekdays := private.cron_values(fields[5], 0, 7, '{sun,mon,tue,wed,thu,fri,sat}');
  weekdays := array(select distinct w % 7 from unnest(weekdays) as w);
  either_day := left(fields[3], 1) <> '*' and left(fields[5], 1) <> '*';

  -- The rarest date, a 29 February on one weekday, comes round within 40 years.
  day := (after_time at time zone time_zone)::date;
  last_day := day + 366 * 40;
  while day <= last_day loop
    if not extract(month from day)::integer = any (months) then
      day := (date_trunc('month', day::timestamp) + interval '1 month')::date;
      continue;
    end if;

    fits_day := extract(day from day)::integer = any (days);
    fits_weekday := extract(dow from day)::integer = any (weekdays);
    if (fits_day and fits_weekday) or (either_day and (fits_day or fits_weekday)) then
      select min(t.instant) into candidate
      from (
        select (day + make_time(h, m, 0)) at time zone time_zone as instant
        from unnest(hours) as h cross join unnest(minutes) as m
      ) as t
      where t.instant > after_time;
      if candidate is not null then
        return candidate;
      end if;
    end if;
    day := day + 1;
  end loop;
  return null;
end;
