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
