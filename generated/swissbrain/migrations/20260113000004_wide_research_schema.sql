-- 20260113000004_wide_research_schema: Layer 4, wide research. One question asked of 50 to 250 and more items at once, each by an agent of its own.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create function public.check_wide_research_completion()
--   create table public.wide_research_templates with 2 × index, trigger, row security, 4 × policy
--   create table public.wide_research_jobs with 4 × index, 2 × trigger, row security, 4 × policy
--   create table public.wide_research_subtasks with 2 × index, 2 × trigger, row security, policy
--   create function public.update_wide_research_progress()

set lock_timeout = '4s';
set search_path = public, extensions;

-- function public.check_wide_research_completion()
create function public.check_wide_research_completion ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.status <> 'running'
     or new.total_items = 0
     or new.completed_items + new.failed_items + new.cancelled_items < new.total_items then
    return new;
  end if;

  new.status := case
    when new.completed_items = new.total_items then 'completed'
    when new.completed_items = 0 then 'failed'
    else 'completed_with_errors'
  end;
  new.completed_at := coalesce(new.completed_at, now());
  return new;
end;
$$;
revoke all on routine public.check_wide_research_completion() from public, anon, authenticated, service_role;
comment on routine public.check_wide_research_completion() is 'Trigger function. Ends a running job once no item is open. Completed if every item was answered, failed if none was, and completed with errors in between.';

-- table public.wide_research_templates
create table public.wide_research_templates (
  id uuid not null default gen_random_uuid(),
  user_id uuid,
  name text not null,
  description text,
  prompt_template text not null,
  item_schema jsonb not null default '{}',
  result_schema jsonb not null default '{}',
  default_settings jsonb not null default '{}',
  is_public boolean not null default false,
  use_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wide_research_templates_pkey primary key (id),
  constraint wide_research_templates_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint wide_research_templates_has_placeholder check (position('{{item}}' in prompt_template) > 0),
  constraint wide_research_templates_product_is_public check (user_id is not null or is_public)
);

-- table public.wide_research_jobs
create table public.wide_research_jobs (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  run_id uuid,
  template_id uuid,
  title text not null,
  prompt text not null,
  result_schema jsonb not null default '{}',
  status text not null default 'pending',
  max_parallel smallint not null default 50,
  max_attempts smallint not null default 3,
  total_items integer not null default 0,
  completed_items integer not null default 0,
  failed_items integer not null default 0,
  cancelled_items integer not null default 0,
  progress numeric(5,2) generated always as (case when total_items = 0 then 0 else round(100.0 * (completed_items + failed_items + cancelled_items) / total_items, 2) end) stored,
  credits_used numeric(14,4) not null default 0,
  summary jsonb,
  cancel_requested_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wide_research_jobs_pkey primary key (id),
  constraint wide_research_jobs_run_id_user_id_fkey foreign key (run_id, user_id) references public.agent_runs (id, user_id) on delete set null (run_id),
  constraint wide_research_jobs_template_id_fkey foreign key (template_id) references public.wide_research_templates (id) on delete set null,
  constraint wide_research_jobs_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint wide_research_jobs_attempts_range check (max_attempts between 1 and 10),
  constraint wide_research_jobs_counts_not_negative check (total_items >= 0 and completed_items >= 0 and failed_items >= 0 and cancelled_items >= 0),
  constraint wide_research_jobs_parallel_range check (max_parallel between 1 and 250),
  constraint wide_research_jobs_status_check check (status in ('pending', 'running', 'paused', 'completed', 'completed_with_errors', 'failed', 'cancelled'))
);
create index wide_research_jobs_open_idx on public.wide_research_jobs using btree (status, created_at) where status in ('pending', 'running', 'paused');
create index wide_research_jobs_run_id_user_id_idx on public.wide_research_jobs using btree (run_id, user_id);
create index wide_research_jobs_template_id_idx on public.wide_research_jobs using btree (template_id);
create index wide_research_jobs_user_id_created_at_idx on public.wide_research_jobs using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.wide_research_jobs
  for each row
  execute function public.set_updated_at();
create trigger trigger_check_wide_research_completion
  before update of total_items, completed_items, failed_items, cancelled_items on public.wide_research_jobs
  for each row
  execute function public.check_wide_research_completion();
alter table public.wide_research_jobs enable row level security;
create policy "Users delete finished research jobs" on public.wide_research_jobs for delete to authenticated
  using (user_id = (select auth.uid()) and status in ('completed', 'completed_with_errors', 'failed', 'cancelled'));
create policy "Users rename and stop their research jobs" on public.wide_research_jobs for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy "Users see their research jobs" on public.wide_research_jobs for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users start research jobs" on public.wide_research_jobs for insert to authenticated
  with check (user_id = (select auth.uid()) and (template_id is null or template_id in (select t.id from public.wide_research_templates t)));
revoke all on table public.wide_research_jobs from public, anon, authenticated, service_role;
grant select, delete, insert (max_attempts, max_parallel, prompt, result_schema, run_id, template_id, title, user_id), update (cancel_requested_at, title) on table public.wide_research_jobs to authenticated;
grant select, insert, update, delete on table public.wide_research_jobs to service_role;
comment on table public.wide_research_jobs is 'One question asked of many items in parallel. Each item is a subtask with an agent context of its own.';
comment on policy "Users delete finished research jobs" on public.wide_research_jobs is 'A job at work has to be stopped before, or its workers would lose their subtasks in mid-flight.';
comment on policy "Users rename and stop their research jobs" on public.wide_research_jobs is 'To stop is to fill in cancel_requested_at; the orchestrator sets the status.';
comment on policy "Users see their research jobs" on public.wide_research_jobs is 'Progress can be followed here without reading the subtasks.';
comment on policy "Users start research jobs" on public.wide_research_jobs is 'The inner query sees only templates the user may see, so nobody can point at a private template of somebody else.';
comment on column public.wide_research_jobs.cancel_requested_at is 'The user wants the job to stop.';
comment on column public.wide_research_jobs.created_at is 'When the row was added.';
comment on column public.wide_research_jobs.credits_used is 'Sum over the subtasks.';
comment on column public.wide_research_jobs.failed_items is 'Failed with no attempt left.';
comment on column public.wide_research_jobs.max_attempts is 'Tries for each item; a failed subtask is tried again until they are used up.';
comment on column public.wide_research_jobs.max_parallel is 'Subtasks at work at the same time.';
comment on column public.wide_research_jobs.progress is 'Percent of the items that are done with, well or not.';
comment on column public.wide_research_jobs.prompt is 'The question for each item.';
comment on column public.wide_research_jobs.run_id is 'The run that asked for the research; null when it was started from the page of templates.';
comment on column public.wide_research_jobs.status is 'Completed with errors when some items were answered and some were not.';
comment on column public.wide_research_jobs.summary is 'What the agent made of all answers together.';
comment on column public.wide_research_jobs.total_items is 'Kept by trigger_update_wide_research_progress like the three counts below.';
comment on trigger trigger_check_wide_research_completion on public.wide_research_jobs is 'Ends the job with its last item. It edits the row in flight and so does not fire itself.';
comment on column public.wide_research_jobs.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.wide_research_subtasks
create table public.wide_research_subtasks (
  id uuid not null default gen_random_uuid(),
  job_id uuid not null,
  item_index integer not null,
  item jsonb not null,
  agent_run_id uuid,
  status text not null default 'pending',
  attempts smallint not null default 0,
  result jsonb,
  error_message text,
  credits_used numeric(14,4) not null default 0,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wide_research_subtasks_pkey primary key (id),
  constraint wide_research_subtasks_job_id_item_index_key unique (job_id, item_index),
  constraint wide_research_subtasks_agent_run_id_fkey foreign key (agent_run_id) references public.agent_runs (id) on delete set null,
  constraint wide_research_subtasks_job_id_fkey foreign key (job_id) references public.wide_research_jobs (id) on delete cascade,
  constraint wide_research_subtasks_numbers_not_negative check (item_index >= 0 and attempts >= 0 and credits_used >= 0),
  constraint wide_research_subtasks_status_check check (status in ('pending', 'running', 'completed', 'failed', 'cancelled'))
);

-- function public.update_wide_research_progress()
create function public.update_wide_research_progress ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  affected uuid := case when tg_op = 'DELETE' then old.job_id else new.job_id end;
begin
  perform 1 from public.wide_research_jobs where id = affected for no key update;

  update public.wide_research_jobs as job
  set total_items = s.total,
      completed_items = s.completed,
      failed_items = s.failed,
      cancelled_items = s.cancelled,
      credits_used = s.credits
  from (
    select count(*) as total,
           count(*) filter (where t.status = 'completed') as completed,
           count(*) filter (where t.status = 'failed' and t.attempts >= j.max_attempts) as failed,
           count(*) filter (where t.status = 'cancelled') as cancelled,
           coalesce(sum(t.credits_used), 0) as credits
    from public.wide_research_subtasks as t
    join public.wide_research_jobs as j on j.id = t.job_id
    where t.job_id = affected
  ) as s
  where job.id = affected;
  return null;
end;
$$;
revoke all on routine public.update_wide_research_progress() from public, anon, authenticated, service_role;
comment on routine public.update_wide_research_progress() is 'Trigger function. Counts the items of the job anew under a lock on the job, so that workers who finish together do not overwrite each other''s count. A failed item with attempts left counts as open.';

-- table public.wide_research_subtasks
create index wide_research_subtasks_agent_run_id_idx on public.wide_research_subtasks using btree (agent_run_id);
create index wide_research_subtasks_job_id_status_idx on public.wide_research_subtasks using btree (job_id, status);
create trigger set_updated_at
  before update on public.wide_research_subtasks
  for each row
  execute function public.set_updated_at();
create trigger trigger_update_wide_research_progress
  after insert or update of status, attempts, credits_used or delete on public.wide_research_subtasks
  for each row
  execute function public.update_wide_research_progress();
alter table public.wide_research_subtasks enable row level security;
create policy "Users read the answers of their jobs" on public.wide_research_subtasks for select to authenticated
  using (job_id in (select j.id from public.wide_research_jobs j where j.user_id = (select auth.uid())));
revoke all on table public.wide_research_subtasks from public, anon, authenticated, service_role;
grant select on table public.wide_research_subtasks to authenticated;
grant select, insert, update, delete on table public.wide_research_subtasks to service_role;
comment on table public.wide_research_subtasks is 'One item of a research job. Workers take rows that are pending, and failed rows with attempts left. Each attempt raises attempts by one when it begins.';
comment on policy "Users read the answers of their jobs" on public.wide_research_subtasks is 'Items are created and answered by the orchestrator; there is no way for users to write them.';
comment on column public.wide_research_subtasks.agent_run_id is 'The run with the context of this item alone.';
comment on column public.wide_research_subtasks.created_at is 'When the row was added.';
comment on column public.wide_research_subtasks.credits_used is 'Over all attempts.';
comment on column public.wide_research_subtasks.error_message is 'Of the last attempt.';
comment on column public.wide_research_subtasks.item is 'The item itself, such as a company or a URL.';
comment on column public.wide_research_subtasks.item_index is 'Place in the list the user gave, counted from 0.';
comment on column public.wide_research_subtasks.result is 'The answer in the shape of the job''s result_schema.';
comment on trigger trigger_update_wide_research_progress on public.wide_research_subtasks is 'Carries the state of the items up to the job.';
comment on column public.wide_research_subtasks.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.wide_research_templates
create index wide_research_templates_use_count_name_idx on public.wide_research_templates using btree (use_count desc, name) where is_public;
create index wide_research_templates_user_id_name_idx on public.wide_research_templates using btree (user_id, name);
create trigger set_updated_at
  before update on public.wide_research_templates
  for each row
  execute function public.set_updated_at();
alter table public.wide_research_templates enable row level security;
create policy "Users delete their templates" on public.wide_research_templates for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users edit their templates" on public.wide_research_templates for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy "Users see public templates and their own" on public.wide_research_templates for select to authenticated
  using (is_public or user_id = (select auth.uid()));
create policy "Users write templates" on public.wide_research_templates for insert to authenticated
  with check (user_id = (select auth.uid()));
revoke all on table public.wide_research_templates from public, anon, authenticated, service_role;
grant select, delete, insert (default_settings, description, is_public, item_schema, name, prompt_template, result_schema, user_id), update (default_settings, description, is_public, item_schema, name, prompt_template, result_schema) on table public.wide_research_templates to authenticated;
grant select, insert, update, delete on table public.wide_research_templates to service_role;
comment on table public.wide_research_templates is 'A question prepared for reuse, with a placeholder for the item. Templates without a user come with the product.';
comment on policy "Users delete their templates" on public.wide_research_templates is 'Jobs started from it stay and lose the link.';
comment on policy "Users edit their templates" on public.wide_research_templates is 'Making a template public is an edit like any other.';
comment on policy "Users see public templates and their own" on public.wide_research_templates is 'One policy for both cases, since two would each be checked for every row.';
comment on policy "Users write templates" on public.wide_research_templates is 'A template of the product, without a user, can only come from the backend.';
comment on column public.wide_research_templates.created_at is 'When the row was added.';
comment on column public.wide_research_templates.default_settings is 'Parallelism and retries to start from.';
comment on column public.wide_research_templates.is_public is 'Anyone signed in may use it.';
comment on column public.wide_research_templates.item_schema is 'JSON Schema of an item.';
comment on column public.wide_research_templates.prompt_template is 'The question for one item, with {{item}} where the item goes.';
comment on column public.wide_research_templates.result_schema is 'JSON Schema that each answer has to fit; makes the answers columns of one table.';
comment on column public.wide_research_templates.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.wide_research_templates.use_count is 'Jobs started from it.';
comment on column public.wide_research_templates.user_id is 'Who wrote it; null for a template of the product.';
