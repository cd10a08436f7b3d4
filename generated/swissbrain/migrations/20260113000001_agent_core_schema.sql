-- 20260113000001_agent_core_schema: Layer 1, agent execution. A run is split into steps, and leaves messages, artifacts and memories behind.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create enum public.agent_mode
--   create enum public.agent_run_status
--   create enum public.agent_step_status
--   create enum public.tool_type
--   create function public.set_updated_at()
--   create table public.agent_runs with 5 × index, 2 × trigger, row security, 4 × policy
--   create table public.agent_memory with 3 × index, trigger, row security, 4 × policy
--   create table public.agent_steps with 2 × index, 2 × trigger, row security, 2 × policy
--   create function public.check_run_completion()
--   create function public.update_run_statistics()
--   create table public.agent_artifacts with 4 × index, trigger, row security, 2 × policy
--   create table public.agent_messages with 3 × index, row security, 3 × policy
--   create bucket "agent-artifacts"

set lock_timeout = '4s';
set search_path = public, extensions;

-- enum public.agent_mode
create type public.agent_mode as enum ('chat', 'research', 'wide_research', 'coding', 'data_analysis', 'writing', 'presentation', 'website', 'image', 'browser', 'automation', 'custom');
comment on type public.agent_mode is 'The kind of work a run is asked for. It picks the prompts and the tools the agent starts with.';

-- enum public.agent_run_status
create type public.agent_run_status as enum ('queued', 'planning', 'running', 'waiting_for_input', 'waiting_for_approval', 'paused', 'completed', 'failed', 'cancelled', 'timed_out');
comment on type public.agent_run_status is 'Where a run stands. The last four are final; nothing leaves them.';

-- enum public.agent_step_status
create type public.agent_step_status as enum ('pending', 'running', 'completed', 'failed', 'skipped', 'cancelled');
comment on type public.agent_step_status is 'Where a step stands. Pending and running are open, the other four are final.';

-- enum public.tool_type
create type public.tool_type as enum ('llm', 'code', 'browser', 'web_search', 'file', 'image', 'audio', 'connector', 'wide_research', 'memory', 'user_input', 'custom');
comment on type public.tool_type is 'What a step works with. It decides where the step is executed, and `code` goes to a sandbox in Kubernetes.';

-- function public.set_updated_at()
create function public.set_updated_at ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke all on routine public.set_updated_at() from public, anon, authenticated, service_role;
comment on routine public.set_updated_at() is 'Keeps updated_at true, whatever a statement writes into it.';

-- table public.agent_runs
create table public.agent_runs (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  tenant_id uuid,
  parent_run_id uuid,
  title text,
  prompt text not null,
  mode public.agent_mode not null default 'chat',
  status public.agent_run_status not null default 'queued',
  model text,
  settings jsonb not null default '{}',
  plan_complete boolean not null default false,
  total_steps integer not null default 0,
  completed_steps integer not null default 0,
  failed_steps integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  credits_used numeric(14,4) not null default 0,
  result jsonb,
  error_message text,
  queue_job_id text,
  cancel_requested_at timestamptz,
  archived_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_runs_pkey primary key (id),
  constraint agent_runs_id_user_id_key unique (id, user_id),
  constraint agent_runs_parent_run_id_user_id_fkey foreign key (parent_run_id, user_id) references public.agent_runs (id, user_id) on delete set null (parent_run_id),
  constraint agent_runs_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_runs_counts_not_negative check (total_steps >= 0 and completed_steps >= 0 and failed_steps >= 0),
  constraint agent_runs_not_own_parent check (parent_run_id <> id),
  constraint agent_runs_usage_not_negative check (input_tokens >= 0 and output_tokens >= 0 and credits_used >= 0)
);

-- table public.agent_memory
create table public.agent_memory (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  kind text not null,
  key text not null,
  content text not null,
  importance smallint not null default 5,
  tags text[] not null default '{}',
  source_run_id uuid,
  use_count integer not null default 0,
  last_used_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_memory_pkey primary key (id),
  constraint agent_memory_user_id_kind_key_key unique (user_id, kind, key),
  constraint agent_memory_source_run_id_user_id_fkey foreign key (source_run_id, user_id) references public.agent_runs (id, user_id) on delete set null (source_run_id),
  constraint agent_memory_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_memory_importance_range check (importance between 1 and 10),
  constraint agent_memory_kind_check check (kind in ('fact', 'preference', 'instruction', 'skill', 'summary')),
  constraint agent_memory_use_count_not_negative check (use_count >= 0)
);
create index agent_memory_expires_at_idx on public.agent_memory using btree (expires_at) where expires_at is not null;
create index agent_memory_source_run_id_user_id_idx on public.agent_memory using btree (source_run_id, user_id);
create index agent_memory_tags_idx on public.agent_memory using gin (tags);
create trigger set_updated_at
  before update on public.agent_memory
  for each row
  execute function public.set_updated_at();
alter table public.agent_memory enable row level security;
create policy "Users add memories" on public.agent_memory for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Users correct memories" on public.agent_memory for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy "Users erase memories" on public.agent_memory for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users read what is remembered about them" on public.agent_memory for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.agent_memory from public, anon, authenticated, service_role;
grant select, delete, insert (content, expires_at, importance, key, kind, tags, user_id), update (content, expires_at, importance, key, kind, tags) on table public.agent_memory to authenticated;
grant select, insert, update, delete on table public.agent_memory to service_role;
comment on table public.agent_memory is 'What the agent remembers about a user from one run to the next. The user may read, correct and erase all of it.';
comment on policy "Users add memories" on public.agent_memory is 'Something the agent should know without having learned it in a run.';
comment on policy "Users correct memories" on public.agent_memory is 'Where it came from and how often it was used stay as the backend wrote them.';
comment on policy "Users erase memories" on public.agent_memory is 'Erased means gone; no copy is kept.';
comment on policy "Users read what is remembered about them" on public.agent_memory is 'Also shows expired memories, so that people can see what is still stored.';
comment on column public.agent_memory.created_at is 'When the row was added.';
comment on column public.agent_memory.expires_at is 'Ignored from then on; null keeps it for good.';
comment on column public.agent_memory.importance is '1 may be forgotten first and 10 is always given to the model.';
comment on column public.agent_memory.key is 'Short name of the memory, unique for each user and kind; remembering it again replaces it.';
comment on column public.agent_memory.source_run_id is 'The run in which it was learned; null when the user wrote it or the run is gone.';
comment on column public.agent_memory.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.agent_runs
create index agent_runs_open_idx on public.agent_runs using btree (status, created_at) where status in ('queued', 'planning', 'running', 'waiting_for_input', 'waiting_for_approval', 'paused');
create index agent_runs_parent_run_id_user_id_idx on public.agent_runs using btree (parent_run_id, user_id);
create unique index agent_runs_queue_job_id_idx on public.agent_runs using btree (queue_job_id) where queue_job_id is not null;
create index agent_runs_tenant_id_created_at_idx on public.agent_runs using btree (tenant_id, created_at desc) where tenant_id is not null;
create index agent_runs_user_id_created_at_idx on public.agent_runs using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.agent_runs
  for each row
  execute function public.set_updated_at();
alter table public.agent_runs enable row level security;
create policy "Users delete their own runs" on public.agent_runs for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users read their own runs" on public.agent_runs for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users rename, archive and stop their own runs" on public.agent_runs for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy "Users start runs for themselves" on public.agent_runs for insert to authenticated
  with check (user_id = (select auth.uid()) and (tenant_id is null or tenant_id = (select (auth.jwt() -> 'app_metadata' ->> 'tenant_id')::uuid)));
revoke all on table public.agent_runs from public, anon, authenticated, service_role;
grant select, delete, insert (mode, model, parent_run_id, prompt, settings, tenant_id, title, user_id), update (archived_at, cancel_requested_at, title) on table public.agent_runs to authenticated;
grant select, insert, update, delete on table public.agent_runs to service_role;
comment on table public.agent_runs is 'One task given to the agent, from the question to the result. The root of the core: steps, messages and artifacts hang on it. The document gives the name and an optional tenant_id; the other columns follow from what it says about statistics and queues.';
comment on policy "Users delete their own runs" on public.agent_runs is 'Steps, messages and artifact rows go with the run. Stored files have to be removed by the backend.';
comment on policy "Users read their own runs" on public.agent_runs is 'Sharing goes through collaboration sessions, never through this table.';
comment on policy "Users rename, archive and stop their own runs" on public.agent_runs is 'The column grants leave title, archived_at and cancel_requested_at; status and numbers belong to the backend.';
comment on policy "Users start runs for themselves" on public.agent_runs is 'A tenant may be named only when the token vouches for it; app metadata cannot be edited by the user.';
comment on column public.agent_runs.archived_at is 'Hidden from the list since then.';
comment on column public.agent_runs.cancel_requested_at is 'The user wants the run to stop; the worker obeys at the next step and then sets the status.';
comment on column public.agent_runs.completed_at is 'When a final status was reached.';
comment on column public.agent_runs.completed_steps is 'Steps that ended well or were skipped.';
comment on column public.agent_runs.created_at is 'When the row was added.';
comment on column public.agent_runs.credits_used is 'Sum over the steps; the ledger in credit_transactions is what was charged.';
comment on column public.agent_runs.error_message is 'Why the run failed, in words a user can read.';
comment on column public.agent_runs.failed_steps is 'Steps that failed or were cancelled.';
comment on column public.agent_runs.input_tokens is 'Sum over the steps.';
comment on column public.agent_runs.model is 'The language model asked for; null leaves the choice to the backend.';
comment on column public.agent_runs.output_tokens is 'Sum over the steps.';
comment on column public.agent_runs.parent_run_id is 'The run that started this one as a helper. Always a run of the same user.';
comment on column public.agent_runs.plan_complete is 'Set by the planner once it will add no more steps. Before that a run is never completed by itself, however many steps are done.';
comment on column public.agent_runs.prompt is 'What was asked.';
comment on column public.agent_runs.queue_job_id is 'The BullMQ job that works on the run.';
comment on column public.agent_runs.result is 'The final answer in the shape the mode asks for.';
comment on column public.agent_runs.settings is 'Options of this run, such as temperature or allowed tools.';
comment on column public.agent_runs.tenant_id is 'The organisation the run is for; null for a private person. Must be the tenant in the app metadata of the token.';
comment on column public.agent_runs.title is 'A short name for lists; written by the agent until the user renames it.';
comment on column public.agent_runs.total_steps is 'Kept by trigger_update_run_statistics.';
comment on column public.agent_runs.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.agent_runs.user_id is 'Who started the run and alone may see it.';
comment on index public.agent_runs_open_idx is 'What the workers look through; finished runs, nearly all of the table, are left out.';
comment on index public.agent_runs_queue_job_id_idx is 'No two runs share a job in the queue.';

-- table public.agent_steps
create table public.agent_steps (
  id uuid not null default gen_random_uuid(),
  run_id uuid not null,
  parent_step_id uuid,
  step_number integer not null,
  title text,
  tool_type public.tool_type not null,
  tool_name text,
  status public.agent_step_status not null default 'pending',
  required boolean not null default true,
  input jsonb not null default '{}',
  output jsonb,
  error_message text,
  attempt smallint not null default 1,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  credits_used numeric(14,4) not null default 0,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_steps_pkey primary key (id),
  constraint agent_steps_run_id_step_number_key unique (run_id, step_number),
  constraint agent_steps_parent_step_id_fkey foreign key (parent_step_id) references public.agent_steps (id) on delete cascade,
  constraint agent_steps_run_id_fkey foreign key (run_id) references public.agent_runs (id) on delete cascade,
  constraint agent_steps_number_positive check (step_number >= 1 and attempt >= 1),
  constraint agent_steps_times_in_order check (completed_at >= started_at),
  constraint agent_steps_usage_not_negative check (input_tokens >= 0 and output_tokens >= 0 and credits_used >= 0)
);

-- function public.check_run_completion()
create function public.check_run_completion ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status not in ('planning', 'running')
     or not new.plan_complete
     or new.total_steps = 0
     or new.completed_steps + new.failed_steps < new.total_steps then
    return new;
  end if;

  if exists (
    select 1 from public.agent_steps
    where run_id = new.id and required and status in ('failed', 'cancelled')
  ) then
    new.status := 'failed';
    new.error_message := coalesce(new.error_message, 'A required step did not succeed.');
  else
    new.status := 'completed';
  end if;
  new.completed_at := coalesce(new.completed_at, now());
  return new;
end;
$$;
revoke all on routine public.check_run_completion() from public, anon, authenticated, service_role;
comment on routine public.check_run_completion() is 'Trigger function. Ends a run at work whose plan is complete and whose steps have all ended. It fails when a required step failed or was cancelled and completes otherwise. A paused or waiting run is left alone.';

-- function public.update_run_statistics()
create function public.update_run_statistics ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  affected uuid;
begin
  for affected in
    select distinct r from unnest(array[
      case when tg_op <> 'DELETE' then new.run_id end,
      case when tg_op <> 'INSERT' then old.run_id end
    ]) as r
    where r is not null
    order by r
  loop
    -- One step at a time counts for a run: whoever waits here sees the other's step afterwards.
    perform 1 from public.agent_runs where id = affected for no key update;

    update public.agent_runs as run
    set total_steps = s.total,
        completed_steps = s.completed,
        failed_steps = s.failed,
        input_tokens = s.input_tokens,
        output_tokens = s.output_tokens,
        credits_used = s.credits,
        started_at = coalesce(run.started_at, s.first_start)
    from (
      select count(*) as total,
             count(*) filter (where status in ('completed', 'skipped')) as completed,
             count(*) filter (where status in ('failed', 'cancelled')) as failed,
             coalesce(sum(input_tokens), 0) as input_tokens,
             coalesce(sum(output_tokens), 0) as output_tokens,
             coalesce(sum(credits_used), 0) as credits,
             min(started_at) as first_start
      from public.agent_steps
      where run_id = affected
    ) as s
    where run.id = affected;
  end loop;
  return null;
end;
$$;
revoke all on routine public.update_run_statistics() from public, anon, authenticated, service_role;
comment on routine public.update_run_statistics() is 'Trigger function. Counts the steps of the run anew rather than adding differences, so that a wrong number heals itself. Runs as its owner, because the user who skips a step may not write the totals of the run.';

-- table public.agent_artifacts
create table public.agent_artifacts (
  id uuid not null default gen_random_uuid(),
  run_id uuid not null,
  user_id uuid not null,
  step_id uuid,
  kind text not null default 'other',
  title text not null,
  mime_type text not null,
  storage_bucket text not null default 'agent-artifacts',
  storage_path text not null,
  size_bytes bigint not null,
  content_hash text not null,
  version integer not null default 1,
  link_lifetime_seconds integer not null default 3600,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_artifacts_pkey primary key (id),
  constraint agent_artifacts_storage_bucket_storage_path_version_key unique (storage_bucket, storage_path, version),
  constraint agent_artifacts_run_id_user_id_fkey foreign key (run_id, user_id) references public.agent_runs (id, user_id) on delete cascade,
  constraint agent_artifacts_step_id_fkey foreign key (step_id) references public.agent_steps (id) on delete set null,
  constraint agent_artifacts_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_artifacts_hash_is_sha256 check (content_hash ~ '^[0-9a-f]{64}$'),
  constraint agent_artifacts_kind_check check (kind in ('document', 'spreadsheet', 'presentation', 'code', 'image', 'audio', 'data', 'archive', 'webpage', 'other')),
  constraint agent_artifacts_link_lifetime check (link_lifetime_seconds between 60 and 604800),
  constraint agent_artifacts_sizes check (size_bytes >= 0 and version >= 1)
);
create index agent_artifacts_content_hash_idx on public.agent_artifacts using btree (content_hash);
create index agent_artifacts_run_id_user_id_idx on public.agent_artifacts using btree (run_id, user_id);
create index agent_artifacts_step_id_idx on public.agent_artifacts using btree (step_id);
create index agent_artifacts_user_id_created_at_idx on public.agent_artifacts using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.agent_artifacts
  for each row
  execute function public.set_updated_at();
alter table public.agent_artifacts enable row level security;
create policy "Users delete their own artifacts" on public.agent_artifacts for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users see their own artifacts" on public.agent_artifacts for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.agent_artifacts from public, anon, authenticated, service_role;
grant select, delete on table public.agent_artifacts to authenticated;
grant select, insert, update, delete on table public.agent_artifacts to service_role;
comment on table public.agent_artifacts is 'A file made by an agent. The bytes lie in Supabase Storage, this row says where, what and with which hash. Downloads use signed URLs made by the backend, so the bucket needs no policies of its own.';
comment on policy "Users delete their own artifacts" on public.agent_artifacts is 'Removes the row. A backend task clears objects in the bucket that no row points to.';
comment on policy "Users see their own artifacts" on public.agent_artifacts is 'The user_id on the row itself spares a look at agent_runs.';
comment on column public.agent_artifacts.content_hash is 'SHA-256 of the bytes in lower-case hex. Equal files can share one stored object.';
comment on column public.agent_artifacts.created_at is 'When the row was added.';
comment on column public.agent_artifacts.link_lifetime_seconds is 'How long a signed URL for the file stays valid.';
comment on column public.agent_artifacts.step_id is 'The step that made the file.';
comment on column public.agent_artifacts.storage_path is 'Path in the bucket; begins with the id of the user.';
comment on column public.agent_artifacts.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.agent_artifacts.user_id is 'Repeats the owner of the run; the foreign key to the run keeps the two equal.';
comment on column public.agent_artifacts.version is 'Grows by one each time the agent writes the file anew.';

-- table public.agent_messages
create table public.agent_messages (
  id uuid not null default gen_random_uuid(),
  run_id uuid not null,
  user_id uuid not null,
  step_id uuid,
  role text not null,
  content text not null,
  attachments jsonb not null default '[]',
  tokens integer,
  feedback text,
  created_at timestamptz not null default now(),
  constraint agent_messages_pkey primary key (id),
  constraint agent_messages_run_id_user_id_fkey foreign key (run_id, user_id) references public.agent_runs (id, user_id) on delete cascade,
  constraint agent_messages_step_id_fkey foreign key (step_id) references public.agent_steps (id) on delete set null,
  constraint agent_messages_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_messages_attachments_is_list check (jsonb_typeof(attachments) = 'array'),
  constraint agent_messages_feedback_check check (feedback in ('up', 'down')),
  constraint agent_messages_role_check check (role in ('user', 'assistant', 'system', 'tool')),
  constraint agent_messages_tokens_not_negative check (tokens >= 0)
);
create index agent_messages_run_id_user_id_created_at_idx on public.agent_messages using btree (run_id, user_id, created_at);
create index agent_messages_step_id_idx on public.agent_messages using btree (step_id);
create index agent_messages_user_id_created_at_idx on public.agent_messages using btree (user_id, created_at desc);
alter table public.agent_messages enable row level security;
create policy "Users rate what they were told" on public.agent_messages for update to authenticated
  using (user_id = (select auth.uid()) and role = 'assistant')
  with check (user_id = (select auth.uid()) and role = 'assistant');
create policy "Users read the messages of their runs" on public.agent_messages for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users speak for themselves" on public.agent_messages for insert to authenticated
  with check (user_id = (select auth.uid()) and role = 'user');
revoke all on table public.agent_messages from public, anon, authenticated, service_role;
grant select, insert (attachments, content, role, run_id, user_id), update (feedback) on table public.agent_messages to authenticated;
grant select, insert, update, delete on table public.agent_messages to service_role;
comment on table public.agent_messages is 'The conversation inside a run, in the order in which it was said.';
comment on policy "Users rate what they were told" on public.agent_messages is 'Only the column feedback can be written; what was said stays said.';
comment on policy "Users read the messages of their runs" on public.agent_messages is 'System and tool messages included; they hold nothing the owner may not know.';
comment on policy "Users speak for themselves" on public.agent_messages is 'A user can never put words into the mouth of the assistant. The foreign key refuses runs of other people.';
comment on column public.agent_messages.attachments is 'A list of artifact ids and uploads.';
comment on column public.agent_messages.feedback is 'The user''s thumb; null means no opinion.';
comment on column public.agent_messages.role is 'Who speaks.';
comment on column public.agent_messages.step_id is 'The step during which it was said.';
comment on column public.agent_messages.tokens is 'Length as the model counts it; null until counted.';
comment on column public.agent_messages.user_id is 'Owner of the run, not the speaker; the speaker is in role.';

-- table public.agent_runs
create trigger trigger_check_run_completion
  before update of total_steps, completed_steps, failed_steps, plan_complete on public.agent_runs
  for each row
  execute function public.check_run_completion();
comment on trigger trigger_check_run_completion on public.agent_runs is 'Ends the run when its last step ends or the plan is declared complete. It changes the row in flight instead of updating it again, so it cannot call itself.';

-- table public.agent_steps
create index agent_steps_open_idx on public.agent_steps using btree (status, created_at) where status in ('pending', 'running');
create index agent_steps_parent_step_id_idx on public.agent_steps using btree (parent_step_id);
create trigger set_updated_at
  before update on public.agent_steps
  for each row
  execute function public.set_updated_at();
create trigger trigger_update_run_statistics
  after insert or update of run_id, status, started_at, input_tokens, output_tokens, credits_used or delete on public.agent_steps
  for each row
  execute function public.update_run_statistics();
alter table public.agent_steps enable row level security;
create policy "Users follow the steps of their runs" on public.agent_steps for select to authenticated
  using (run_id in (select r.id from public.agent_runs r where r.user_id = (select auth.uid())));
create policy "Users skip steps that have not begun" on public.agent_steps for update to authenticated
  using (status = 'pending' and run_id in (select r.id from public.agent_runs r where r.user_id = (select auth.uid())))
  with check (status in ('skipped', 'cancelled') and run_id in (select r.id from public.agent_runs r where r.user_id = (select auth.uid())));
revoke all on table public.agent_steps from public, anon, authenticated, service_role;
grant select, update (status) on table public.agent_steps to authenticated;
grant select, insert, update, delete on table public.agent_steps to service_role;
comment on table public.agent_steps is 'One thing the agent did or will do within a run, such as a call of a model, a piece of code or a page in the browser.';
comment on policy "Users follow the steps of their runs" on public.agent_steps is 'Asks for the user''s runs once for each statement, which stays fast when many steps are read.';
comment on policy "Users skip steps that have not begun" on public.agent_steps is 'The one change left to a user is to take a pending step out of the plan; nobody can claim that a step succeeded.';
comment on column public.agent_steps.attempt is '1 for the first try.';
comment on column public.agent_steps.created_at is 'When the row was added.';
comment on column public.agent_steps.input is 'Arguments given to the tool.';
comment on column public.agent_steps.output is 'What the tool returned; large results are stored as an artifact instead.';
comment on column public.agent_steps.parent_step_id is 'Set for a part of a larger step, such as a retry or a branch.';
comment on column public.agent_steps.required is 'False when the run may still succeed after this step failed.';
comment on column public.agent_steps.step_number is 'Place in the run counted from 1.';
comment on column public.agent_steps.title is 'One line for the progress list.';
comment on column public.agent_steps.tool_name is 'The tool in particular, such as the slug of a connector.';
comment on trigger trigger_update_run_statistics on public.agent_steps is 'Carries counts, tokens and credits of the steps up to the run.';
comment on column public.agent_steps.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.agent_steps_open_idx is 'For workers in search of work and for the watchdog in search of steps that hang.';

-- bucket "agent-artifacts"
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('agent-artifacts', 'agent-artifacts', false, null, null)
    on conflict (id) do update set
      name = excluded.name,
      public = excluded.public,
      file_size_limit = excluded.file_size_limit,
      allowed_mime_types = excluded.allowed_mime_types;
  else
    raise warning 'there is no storage here: bucket agent-artifacts is not created';
  end if;
end
$$;
