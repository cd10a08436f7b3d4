-- 034_agent_feedback: What users think of the answers.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.agent_feedback with 3 × index, trigger, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_feedback
create table public.agent_feedback (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  conversation_id uuid not null,
  execution_id uuid,
  rating smallint not null,
  category text,
  comment text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_feedback_pkey primary key (id),
  constraint agent_feedback_one_opinion_key unique nulls not distinct (user_id, conversation_id, execution_id),
  constraint agent_feedback_conversation_id_fkey foreign key (conversation_id) references public.agent_conversations (id) on delete cascade,
  constraint agent_feedback_execution_id_fkey foreign key (execution_id) references public.agent_executions (id) on delete cascade,
  constraint agent_feedback_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_feedback_category_check check (category in ('accuracy', 'helpfulness', 'tone', 'safety', 'speed', 'other')),
  constraint agent_feedback_comment_check check (char_length(comment) <= 4000),
  constraint agent_feedback_rating_check check (rating between 1 and 5)
);
create index idx_agent_feedback_conversation on public.agent_feedback using btree (conversation_id);
create index idx_agent_feedback_created on public.agent_feedback using btree (created_at desc);
create index idx_agent_feedback_execution on public.agent_feedback using btree (execution_id);
create trigger update_agent_feedback_updated_at
  before update on public.agent_feedback
  for each row
  execute function public.update_updated_at_column();
alter table public.agent_feedback enable row level security;
create policy authenticated_delete_own on public.agent_feedback for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_where on public.agent_feedback for insert to authenticated
  with check (user_id = (select auth.uid())
and exists (
  select 1 from public.agent_conversations c
  where c.id = agent_feedback.conversation_id and c.user_id = (select auth.uid())
)
and (
  execution_id is null
  or exists (
    select 1 from public.agent_executions e
    where e.id = agent_feedback.execution_id and e.conversation_id = agent_feedback.conversation_id
  )
));
create policy authenticated_select_own on public.agent_feedback for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.agent_feedback for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.agent_feedback from public, anon, authenticated, service_role;
grant select, delete, insert (category, comment, conversation_id, execution_id, rating, user_id), update (category, comment, rating) on table public.agent_feedback to authenticated;
grant select, insert, update, delete on table public.agent_feedback to service_role;
comment on table public.agent_feedback is 'What a user thinks of a chat, or of one answer in it: at most one opinion each. The document names the table and gives no columns; the design is our own. Users give, change and withdraw feedback on their own chats.';
comment on constraint agent_feedback_one_opinion_key on public.agent_feedback is 'One opinion of each answer, and one of the chat as a whole.';
comment on column public.agent_feedback.category is 'What the rating is mostly about.';
comment on column public.agent_feedback.comment is 'The user''s own words. May hold health information.';
comment on column public.agent_feedback.execution_id is 'The answer it is about. Null: the chat as a whole.';
comment on column public.agent_feedback.metadata is 'Written by the server, for example the version of the model.';
comment on column public.agent_feedback.rating is 'From 1, useless, to 5, just what I needed.';
comment on trigger update_agent_feedback_updated_at on public.agent_feedback is 'Keeps updated_at true.';
comment on column public.agent_feedback.updated_at is 'Kept by a trigger.';
comment on column public.agent_feedback.user_id is 'Whose opinion it is.';

commit;
