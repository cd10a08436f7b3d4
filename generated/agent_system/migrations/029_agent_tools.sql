-- 029_agent_tools: The registry of tools that agents may call.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.agent_tools with 2 × index, trigger, row security, policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_tools
create table public.agent_tools (
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text not null,
  parameters jsonb not null,
  permissions text[] not null default '{}',
  rate_limit jsonb not null default '{"calls": 100, "window": "1h"}',
  enabled boolean not null default true,
  version text not null default '1.0.0',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_tools_pkey primary key (id),
  constraint agent_tools_name_key unique (name)
);
create index idx_agent_tools_enabled on public.agent_tools using btree (enabled);
create index idx_agent_tools_name on public.agent_tools using btree (name);
create trigger update_agent_tools_updated_at
  before update on public.agent_tools
  for each row
  execute function public.update_updated_at_column();
alter table public.agent_tools enable row level security;
create policy "Users can view enabled tools" on public.agent_tools for select to authenticated
  using (enabled);
revoke all on table public.agent_tools from public, anon, authenticated, service_role;
grant select on table public.agent_tools to authenticated;
grant select, insert, update, delete on table public.agent_tools to service_role;
comment on table public.agent_tools is 'The tools that agents may call. Signed-in users see those that are switched on; only the server changes the registry.';
comment on policy "Users can view enabled tools" on public.agent_tools is 'A signed-in user sees the tools that agents can call at present. There is no policy to write, so only the server does.';
comment on column public.agent_tools.description is 'Tells the model what the tool is for.';
comment on column public.agent_tools.name is 'How an agent calls the tool.';
comment on column public.agent_tools.parameters is 'The arguments as a JSON Schema.';
comment on column public.agent_tools.permissions is 'What an agent must be allowed to do to call the tool.';
comment on column public.agent_tools.rate_limit is 'At most so many calls in so much time.';
comment on trigger update_agent_tools_updated_at on public.agent_tools is 'Keeps updated_at true.';
comment on column public.agent_tools.updated_at is 'Kept by a trigger.';
comment on index public.idx_agent_tools_name is 'Repeats the unique index agent_tools_name_key. Kept because the document lists it; it may be dropped.';

commit;
