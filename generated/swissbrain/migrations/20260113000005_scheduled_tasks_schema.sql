-- 20260113000005_scheduled_tasks_schema: Layer 4, tasks that start runs by cron expression, at an interval or once.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create function private.cron_values(text, integer, integer, text[])
--   create function public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz)
--   create table public.scheduled_tasks with 2 × index, trigger, row security, 4 × policy
--   create function public.update_scheduled_task_stats()
--   create table public.scheduled_task_runs with 5 × index, trigger, row security, 2 × policy

set lock_timeout = '4s';
set search_path = public, extensions;

-- function private.cron_values(text, integer, integer, text[])
create function private.cron_values (field text, lowest integer, highest integer, names text[] default '{}')
returns integer[]
language plpgsql
immutable
set search_path = ''
as $$
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
$$;
revoke all on routine private.cron_values(text, integer, integer, text[]) from public, anon, authenticated, service_role;
grant execute on routine private.cron_values(text, integer, integer, text[]) to authenticated;
grant execute on routine private.cron_values(text, integer, integer, text[]) to service_role;
comment on routine private.cron_values(text, integer, integer, text[]) is 'The numbers that one field of a cron expression stands for, in order. Understands *, single values, lists, ranges, steps and the given names, of which the first stands for the lowest value. Fails for anything else.';

-- function public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz)
create function public.calculate_next_run (schedule_type text, cron_expression text default null, interval_minutes integer default null, run_at timestamptz default null, time_zone text default 'UTC', after_time timestamptz default now())
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
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
$$;
revoke all on routine public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on routine public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz) to authenticated;
grant execute on routine public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz) to service_role;
comment on routine public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz) is 'The first start after a given time, or null if there is none. Cron expressions have five fields (minute, hour, day of month, month, day of week with 0 and 7 for Sunday) or are one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually. As in cron, a day has to fit only one of the two day fields when neither begins with a star. They are read on the clock of the time zone. A time skipped in spring is made up right after the gap, and of an hour repeated in autumn the second one counts. An interval counts from run_at if that is given, and so does not drift. Not immutable, since the rules of time zones change.';

-- table public.scheduled_tasks
create table public.scheduled_tasks (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  prompt text not null,
  mode public.agent_mode not null default 'automation',
  settings jsonb not null default '{}',
  schedule_type text not null,
  cron_expression text,
  interval_minutes integer,
  run_at timestamptz,
  time_zone text not null default 'UTC',
  status text not null default 'active',
  pause_reason text,
  next_run_at timestamptz,
  last_run_at timestamptz,
  last_run_status text,
  total_runs integer not null default 0,
  successful_runs integer not null default 0,
  failed_runs integer not null default 0,
  consecutive_failures integer not null default 0,
  max_consecutive_failures smallint not null default 3,
  notify_on_success boolean not null default false,
  notify_on_failure boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint scheduled_tasks_pkey primary key (id),
  constraint scheduled_tasks_id_user_id_key unique (id, user_id),
  constraint scheduled_tasks_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint scheduled_tasks_counts_not_negative check (total_runs >= 0 and successful_runs >= 0 and failed_runs >= 0 and consecutive_failures >= 0),
  constraint scheduled_tasks_interval_positive check (interval_minutes > 0),
  constraint scheduled_tasks_limit_not_negative check (max_consecutive_failures >= 0),
  constraint scheduled_tasks_schedule_given check ((schedule_type = 'cron' and cron_expression is not null) or (schedule_type = 'interval' and interval_minutes is not null) or (schedule_type = 'once' and run_at is not null)),
  constraint scheduled_tasks_schedule_type_check check (schedule_type in ('cron', 'interval', 'once')),
  constraint scheduled_tasks_status_check check (status in ('active', 'paused', 'completed'))
);

-- function public.update_scheduled_task_stats()
create function public.update_scheduled_task_stats ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  task public.scheduled_tasks;
  has_failed boolean := new.status in ('failed', 'timed_out');
begin
  if new.status not in ('succeeded', 'failed', 'timed_out', 'skipped') then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    if old.status in ('succeeded', 'failed', 'timed_out', 'skipped') then
      return null;   -- counted before
    end if;
  end if;

  select * into task from public.scheduled_tasks where id = new.task_id for no key update;
  if not found then
    return null;
  end if;

  task.total_runs := task.total_runs + 1;
  task.last_run_at := greatest(task.last_run_at, coalesce(new.started_at, new.scheduled_for));
  task.last_run_status := new.status;
  if has_failed then
    task.failed_runs := task.failed_runs + 1;
    task.consecutive_failures := task.consecutive_failures + 1;
  elsif new.status = 'succeeded' then
    task.successful_runs := task.successful_runs + 1;
    task.consecutive_failures := 0;
  end if;

  if task.status = 'active' then
    begin
      task.next_run_at := public.calculate_next_run(
        task.schedule_type, task.cron_expression, task.interval_minutes, task.run_at, task.time_zone,
        greatest(now(), new.scheduled_for));
      if task.next_run_at is null then
        task.status := 'completed';
      end if;
    exception when invalid_parameter_value then
      -- The schedule cannot be read. The outcome of the run still has to be recorded.
      task.status := 'paused';
      task.pause_reason := sqlerrm;
      task.next_run_at := null;
    end;
  end if;

  if task.status = 'active' and has_failed
     and task.max_consecutive_failures > 0
     and task.consecutive_failures >= task.max_consecutive_failures then
    task.status := 'paused';
    task.pause_reason := format('Paused after %s failures in a row.', task.consecutive_failures);
    task.next_run_at := null;
  end if;

  update public.scheduled_tasks
  set total_runs = task.total_runs,
      successful_runs = task.successful_runs,
      failed_runs = task.failed_runs,
      consecutive_failures = task.consecutive_failures,
      last_run_at = task.last_run_at,
      last_run_status = task.last_run_status,
      next_run_at = task.next_run_at,
      status = task.status,
      pause_reason = task.pause_reason
  where id = task.id;
  return null;
end;
$$;
revoke all on routine public.update_scheduled_task_stats() from public, anon, authenticated, service_role;
comment on routine public.update_scheduled_task_stats() is 'Trigger function. Counts the run on its task, computes the next start and pauses the task after too many failures in a row. A one-time task, or one without a further start, is completed.';

-- table public.scheduled_task_runs
create table public.scheduled_task_runs (
  id uuid not null default gen_random_uuid(),
  task_id uuid not null,
  user_id uuid not null,
  run_id uuid,
  status text not null default 'queued',
  scheduled_for timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  duration_seconds numeric generated always as (extract(epoch from (finished_at - started_at))) stored,
  error_message text,
  credits_used numeric(14,4) not null default 0,
  notified_at timestamptz,
  created_at timestamptz not null default now(),
  constraint scheduled_task_runs_pkey primary key (id),
  constraint scheduled_task_runs_task_id_scheduled_for_key unique (task_id, scheduled_for),
  constraint scheduled_task_runs_run_id_fkey foreign key (run_id) references public.agent_runs (id) on delete set null,
  constraint scheduled_task_runs_task_id_user_id_fkey foreign key (task_id, user_id) references public.scheduled_tasks (id, user_id) on delete cascade,
  constraint scheduled_task_runs_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint scheduled_task_runs_credits_not_negative check (credits_used >= 0),
  constraint scheduled_task_runs_status_check check (status in ('queued', 'running', 'succeeded', 'failed', 'timed_out', 'skipped')),
  constraint scheduled_task_runs_times_in_order check (finished_at >= started_at)
);
create index scheduled_task_runs_open_idx on public.scheduled_task_runs using btree (status, scheduled_for) where status in ('queued', 'running');
create index scheduled_task_runs_run_id_idx on public.scheduled_task_runs using btree (run_id);
create index scheduled_task_runs_task_id_user_id_idx on public.scheduled_task_runs using btree (task_id, user_id);
create index scheduled_task_runs_to_notify_idx on public.scheduled_task_runs using btree (finished_at) where notified_at is null and status in ('succeeded', 'failed', 'timed_out');
create index scheduled_task_runs_user_id_scheduled_for_idx on public.scheduled_task_runs using btree (user_id, scheduled_for desc);
create trigger trigger_update_scheduled_task_stats
  after insert or update of status on public.scheduled_task_runs
  for each row
  execute function public.update_scheduled_task_stats();
alter table public.scheduled_task_runs enable row level security;
create policy "Users clear the history" on public.scheduled_task_runs for delete to authenticated
  using (user_id = (select auth.uid()) and status not in ('queued', 'running'));
create policy "Users see when their tasks ran" on public.scheduled_task_runs for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.scheduled_task_runs from public, anon, authenticated, service_role;
grant select, delete on table public.scheduled_task_runs to authenticated;
grant select, insert, update, delete on table public.scheduled_task_runs to service_role;
comment on table public.scheduled_task_runs is 'Each start of a scheduled task and how it ended.';
comment on policy "Users clear the history" on public.scheduled_task_runs is 'What is under way stays, or its outcome could not be recorded. The counts on the task are not reduced.';
comment on policy "Users see when their tasks ran" on public.scheduled_task_runs is 'Written by the scheduler only.';
comment on column public.scheduled_task_runs.notified_at is 'When the user was told about the outcome; null if not.';
comment on column public.scheduled_task_runs.run_id is 'The run that did the work.';
comment on column public.scheduled_task_runs.scheduled_for is 'When it should have started.';
comment on column public.scheduled_task_runs.status is 'Skipped when the run before was still at work or credits were missing. Counts neither as success nor as failure.';
comment on trigger trigger_update_scheduled_task_stats on public.scheduled_task_runs is 'Does something only when a run reaches a final status.';
comment on column public.scheduled_task_runs.user_id is 'Owner of the task; held equal to it by the foreign key.';
comment on index public.scheduled_task_runs_to_notify_idx is 'What the notifier still has to look at.';

-- table public.scheduled_tasks
create index scheduled_tasks_due_idx on public.scheduled_tasks using btree (next_run_at) where status = 'active';
create index scheduled_tasks_user_id_created_at_idx on public.scheduled_tasks using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.scheduled_tasks
  for each row
  execute function public.set_updated_at();
alter table public.scheduled_tasks enable row level security;
create policy "Users change and pause their tasks" on public.scheduled_tasks for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and (next_run_at is null or next_run_at > now() - interval '1 minute' or status <> 'active'));
create policy "Users create tasks" on public.scheduled_tasks for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Users delete their tasks" on public.scheduled_tasks for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users see their tasks" on public.scheduled_tasks for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.scheduled_tasks from public, anon, authenticated, service_role;
grant select, delete, insert (cron_expression, interval_minutes, max_consecutive_failures, mode, name, notify_on_failure, notify_on_success, prompt, run_at, schedule_type, settings, time_zone, user_id), update (consecutive_failures, cron_expression, interval_minutes, max_consecutive_failures, mode, name, next_run_at, notify_on_failure, notify_on_success, pause_reason, prompt, run_at, schedule_type, settings, status, time_zone) on table public.scheduled_tasks to authenticated;
grant select, insert, update, delete on table public.scheduled_tasks to service_role;
comment on table public.scheduled_tasks is 'A run that starts by itself, by cron expression, every so many minutes or once at a given time.';
comment on policy "Users change and pause their tasks" on public.scheduled_tasks is 'After a change of schedule next_run_at is set to null and computed anew. A start in the past is refused, which keeps the scheduler from being flooded.';
comment on policy "Users create tasks" on public.scheduled_tasks is 'Starts as active with all counts at 0, because these columns cannot be given.';
comment on policy "Users delete their tasks" on public.scheduled_tasks is 'The history goes with the task; the runs it started stay.';
comment on policy "Users see their tasks" on public.scheduled_tasks is 'Paused and completed ones too.';
comment on column public.scheduled_tasks.consecutive_failures is 'Back to 0 with each success.';
comment on column public.scheduled_tasks.created_at is 'When the row was added.';
comment on column public.scheduled_tasks.cron_expression is 'Five fields or a shortcut such as @daily; see calculate_next_run().';
comment on column public.scheduled_tasks.failed_runs is 'Includes those that timed out.';
comment on column public.scheduled_tasks.interval_minutes is 'Minutes from one start to the next.';
comment on column public.scheduled_tasks.max_consecutive_failures is 'So many failures in a row pause the task; 0 never does.';
comment on column public.scheduled_tasks.next_run_at is 'Next start; null until the scheduler has computed it with calculate_next_run().';
comment on column public.scheduled_tasks.pause_reason is 'Why the task was paused automatically; null when the user did it.';
comment on column public.scheduled_tasks.prompt is 'What each run is asked.';
comment on column public.scheduled_tasks.run_at is 'The time of a one-time task, and the first start of an interval.';
comment on column public.scheduled_tasks.settings is 'Handed to each run as its settings.';
comment on column public.scheduled_tasks.status is 'Paused by the user or after too many failures. Completed when no further start is due.';
comment on column public.scheduled_tasks.time_zone is 'The clock that a cron expression refers to, such as Europe/Zurich.';
comment on column public.scheduled_tasks.total_runs is 'Kept by trigger_update_scheduled_task_stats like the three counts below.';
comment on column public.scheduled_tasks.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.scheduled_tasks_due_idx is 'The scheduler asks every few seconds what is due.';
