-- 20241224000004_advanced_ai: Semantic search, cached web pages and automation.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   create extension vector
--   create table public.automation_rules with 2 × index, trigger, row security, 4 × policy
--   create table public.automation_jobs with 2 × index, trigger, row security, policy
--   create table public.automation_logs with 2 × index, row security, policy
--   create table public.embeddings with 2 × index, trigger, row security, policy
--   create function public.match_embeddings(extensions.vector, text, integer)
--   create table public.web_sources with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension vector
create schema if not exists extensions;
create extension if not exists vector with schema extensions;
comment on extension vector is 'Vectors and their indexes, for search by meaning.';

-- table public.automation_rules
create table public.automation_rules (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  event text not null,
  conditions jsonb not null default '{}',
  actions jsonb not null default '[]',
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint automation_rules_pkey primary key (id),
  constraint automation_rules_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint automation_rules_actions_check check (jsonb_typeof(actions) = 'array'),
  constraint automation_rules_conditions_check check (jsonb_typeof(conditions) = 'object'),
  constraint automation_rules_name_check check (char_length(name) between 1 and 100)
);

-- table public.automation_jobs
create table public.automation_jobs (
  id uuid not null default gen_random_uuid(),
  rule_id uuid,
  job_type text not null,
  payload jsonb not null default '{}',
  status text not null default 'queued',
  attempts smallint not null default 0,
  max_attempts smallint not null default 3,
  run_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint automation_jobs_pkey primary key (id),
  constraint automation_jobs_rule_id_fkey foreign key (rule_id) references public.automation_rules (id) on delete cascade,
  constraint automation_jobs_attempts_bounded check (attempts <= max_attempts),
  constraint automation_jobs_attempts_check check (attempts >= 0),
  constraint automation_jobs_max_attempts_check check (max_attempts >= 1),
  constraint automation_jobs_payload_check check (jsonb_typeof(payload) = 'object'),
  constraint automation_jobs_status_check check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled'))
);
create index automation_jobs_rule_id_idx on public.automation_jobs using btree (rule_id);
create index automation_jobs_run_at_idx on public.automation_jobs using btree (run_at) where status = 'queued';
create trigger set_updated_at
  before update on public.automation_jobs
  for each row
  execute function public.set_updated_at();
alter table public.automation_jobs enable row level security;
create policy authenticated_select_via on public.automation_jobs for select to authenticated
  using (rule_id in (select id from public.automation_rules where (select auth.uid()) = user_id));
revoke all on table public.automation_jobs from public, anon, authenticated, service_role;
grant select on table public.automation_jobs to authenticated;
grant select, insert, update, delete on table public.automation_jobs to service_role;
comment on table public.automation_jobs is 'The queue of background work. Written by the server; users see what their own rules set off. The document names this table and says that the store already has it. KV: job:{uuid}, index jobs:index over all users.';
comment on column public.automation_jobs.created_at is 'When the row was added.';
comment on column public.automation_jobs.last_error is 'Why the last attempt failed.';
comment on column public.automation_jobs.payload is 'What the worker needs to know. Always a JSON object.';
comment on column public.automation_jobs.rule_id is 'The rule that asked for it; null for work of the system.';
comment on column public.automation_jobs.run_at is 'Not to be started before.';
comment on column public.automation_jobs.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.automation_jobs_run_at_idx is 'What a worker takes next.';

-- table public.automation_logs
create table public.automation_logs (
  id bigint not null generated always as identity,
  job_id uuid not null,
  level text not null default 'info',
  message text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint automation_logs_pkey primary key (id),
  constraint automation_logs_job_id_fkey foreign key (job_id) references public.automation_jobs (id) on delete cascade,
  constraint automation_logs_details_check check (jsonb_typeof(details) = 'object'),
  constraint automation_logs_level_check check (level in ('debug', 'info', 'warning', 'error'))
);
create index automation_logs_created_at_idx on public.automation_logs using btree (created_at);
create index automation_logs_job_id_created_at_idx on public.automation_logs using btree (job_id, created_at);
alter table public.automation_logs enable row level security;
create policy authenticated_select_via on public.automation_logs for select to authenticated
  using (job_id in (select id from public.automation_jobs));
revoke all on table public.automation_logs from public, anon, authenticated, service_role;
grant select on table public.automation_logs to authenticated;
grant select, insert, update, delete on table public.automation_logs to service_role;
comment on table public.automation_logs is 'What happened while a job ran. Written by the server; users read about the jobs of their own rules. The document names this table and its key. KV: log:{jobId}, no index.';
comment on column public.automation_logs.details is 'Always a JSON object.';
comment on index public.automation_logs_created_at_idx is 'For the clean-up.';
comment on index public.automation_logs_job_id_created_at_idx is 'A job in its order; serves the foreign key and the policy as well.';

-- table public.automation_rules
create index automation_rules_event_idx on public.automation_rules using btree (event) where enabled;
create index automation_rules_user_id_idx on public.automation_rules using btree (user_id);
create trigger set_updated_at
  before update on public.automation_rules
  for each row
  execute function public.set_updated_at();
alter table public.automation_rules enable row level security;
create policy authenticated_delete_own on public.automation_rules for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.automation_rules for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.automation_rules for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.automation_rules for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.automation_rules from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.automation_rules to authenticated;
grant select, insert, update, delete on table public.automation_rules to service_role;
comment on table public.automation_rules is 'What a user wants to happen by itself. The document names this table and its key. KV: automation:{id}, no index.';
comment on column public.automation_rules.actions is 'What to do, in order. Always a JSON array.';
comment on column public.automation_rules.conditions is 'What else must be true. Always a JSON object; an empty one is always true.';
comment on column public.automation_rules.created_at is 'When the row was added.';
comment on column public.automation_rules.event is 'What sets the rule off. The document gives no list.';
comment on column public.automation_rules.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.automation_rules_event_idx is 'The rules an event sets off.';

-- table public.embeddings
create table public.embeddings (
  id uuid not null default gen_random_uuid(),
  user_id uuid,
  source_type text not null,
  source_id text not null,
  chunk_index integer not null default 0,
  content text not null,
  embedding extensions.vector(1536) not null,
  model text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint embeddings_pkey primary key (id),
  constraint embeddings_source_type_source_id_chunk_index_model_key unique (source_type, source_id, chunk_index, model),
  constraint embeddings_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint embeddings_chunk_index_check check (chunk_index >= 0),
  constraint embeddings_source_type_check check (source_type in ('location', 'web_source', 'message', 'trip'))
);

-- function public.match_embeddings(extensions.vector, text, integer)
create function public.match_embeddings (query_embedding extensions.vector(1536), query_model text, match_count integer default 5)
returns table (id uuid, source_type text, source_id text, content text, similarity double precision)
language sql
stable
set search_path = ''
as $$
select
  e.id,
  e.source_type,
  e.source_id,
  e.content,
  1 - (e.embedding operator(extensions.<=>) query_embedding)
from public.embeddings e
where e.model = query_model
order by e.embedding operator(extensions.<=>) query_embedding
limit least(match_count, 100);
$$;
revoke all on routine public.match_embeddings(extensions.vector, text, integer) from public, anon, authenticated, service_role;
grant execute on routine public.match_embeddings(extensions.vector, text, integer) to authenticated;
grant execute on routine public.match_embeddings(extensions.vector, text, integer) to service_role;
comment on routine public.match_embeddings(extensions.vector, text, integer) is 'The texts nearest in meaning to a query among those the caller may read. Rows that row security hides are left out after the search in the index, so there can be fewer than asked for.';

-- table public.embeddings
create index embeddings_embedding_idx on public.embeddings using hnsw (embedding extensions.vector_cosine_ops);
create index embeddings_user_id_idx on public.embeddings using btree (user_id);
create trigger set_updated_at
  before update on public.embeddings
  for each row
  execute function public.set_updated_at();
alter table public.embeddings enable row level security;
create policy authenticated_select_where on public.embeddings for select to authenticated
  using (user_id is null or user_id = (select auth.uid()));
revoke all on table public.embeddings from public, anon, authenticated, service_role;
grant select on table public.embeddings to authenticated;
grant select, insert, update, delete on table public.embeddings to service_role;
comment on table public.embeddings is 'Texts with their place in the space of meanings. Written by the server; users find what is public and what is their own. The document names this table only. KV: not feasible in the store.';
comment on column public.embeddings.chunk_index is 'Which part of a long text.';
comment on column public.embeddings.created_at is 'When the row was added.';
comment on column public.embeddings.model is 'The model that made the vector. Vectors of different models cannot be compared.';
comment on column public.embeddings.source_id is 'The key of that thing in its table. No foreign key because the tables differ.';
comment on column public.embeddings.source_type is 'What kind of thing the text is from.';
comment on column public.embeddings.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.embeddings.user_id is 'Whose text it is; null for what everybody may find.';
comment on index public.embeddings_embedding_idx is 'Nearest texts by the angle between vectors.';

-- table public.web_sources
create table public.web_sources (
  url_hash text not null,
  url text not null,
  title text,
  content text,
  http_status integer,
  fetched_at timestamptz not null default now(),
  constraint web_sources_pkey primary key (url_hash),
  constraint web_sources_http_status_check check (http_status between 100 and 599),
  constraint web_sources_url_hash_check check (url_hash ~ '^[0-9a-f]{64}$')
);
create index web_sources_fetched_at_idx on public.web_sources using btree (fetched_at);
alter table public.web_sources enable row level security;
revoke all on table public.web_sources from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.web_sources to service_role;
comment on table public.web_sources is 'Web pages kept for a while, so that answers can rest on them. For the server alone; no user reads or writes here. The document names this table and its key. KV: websource:{url_hash}, elsewhere websource:{hash}; no index.';
comment on column public.web_sources.content is 'The readable text of the page.';
comment on column public.web_sources.url_hash is 'SHA-256 of the address in hexadecimal.';
comment on index public.web_sources_fetched_at_idx is 'For the clean-up.';

commit;
