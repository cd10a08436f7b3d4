-- 028_agent_memory: What agents remember, as searchable text with embeddings.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.agent_memory with 5 × index, row security, policy
--   create function public.match_documents(extensions.vector, integer, jsonb, uuid)

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_memory
create table public.agent_memory (
  id uuid not null default gen_random_uuid(),
  conversation_id uuid,
  content text not null,
  embedding extensions.vector(1536),
  metadata jsonb not null default '{}',
  document_id uuid,
  chunk_index integer,
  created_at timestamptz not null default now(),
  constraint agent_memory_pkey primary key (id),
  constraint agent_memory_conversation_id_fkey foreign key (conversation_id) references public.agent_conversations (id) on delete cascade
);

-- function public.match_documents(extensions.vector, integer, jsonb, uuid)
create function public.match_documents (query_embedding extensions.vector(1536), match_count integer default 5, filter jsonb default '{}', owner_id uuid default auth.uid())
returns table (id uuid, content text, metadata jsonb, similarity double precision)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select m.id, m.content, m.metadata,
    1 - (m.embedding operator(extensions.<=>) query_embedding) as similarity
  from public.agent_memory m
  where m.metadata @> filter
    and m.embedding is not null
    and (
      (owner_id is null and m.conversation_id is null)
      or m.conversation_id in (select c.id from public.agent_conversations c where c.user_id = owner_id)
    )
  order by m.embedding operator(extensions.<=>) query_embedding
  limit match_count;
end;
$$;
revoke all on routine public.match_documents(extensions.vector, integer, jsonb, uuid) from public, anon, authenticated, service_role;
grant execute on routine public.match_documents(extensions.vector, integer, jsonb, uuid) to authenticated;
grant execute on routine public.match_documents(extensions.vector, integer, jsonb, uuid) to service_role;
comment on routine public.match_documents(extensions.vector, integer, jsonb, uuid) is 'The pieces of memory nearest in meaning to an embedding, best first. Searches the chats of owner_id (by default the signed-in user); with no owner, the pieces that belong to no chat. Policies apply on top: a user who names another owner finds nothing. As the vector index is searched first and filtered after, fewer than match_count rows may come back.';

-- table public.agent_memory
create index agent_memory_embedding_idx on public.agent_memory using hnsw (embedding extensions.vector_cosine_ops);
create index idx_agent_memory_conversation on public.agent_memory using btree (conversation_id);
create index idx_agent_memory_created on public.agent_memory using btree (created_at desc);
create index idx_agent_memory_document on public.agent_memory using btree (document_id);
create index idx_agent_memory_metadata on public.agent_memory using gin (metadata jsonb_path_ops);
alter table public.agent_memory enable row level security;
create policy "Users can view own memory" on public.agent_memory for select to authenticated
  using (exists (
  select 1 from public.agent_conversations c
  where c.id = agent_memory.conversation_id and c.user_id = (select auth.uid())
));
revoke all on table public.agent_memory from public, anon, authenticated, service_role;
grant select on table public.agent_memory to authenticated;
grant select, insert, update, delete on table public.agent_memory to service_role;
comment on table public.agent_memory is 'Pieces of text that agents search by meaning. A user sees the pieces of their own chats. Pieces without a chat belong to nobody: only the server sees them. Only the server writes.';
comment on policy "Users can view own memory" on public.agent_memory is 'A signed-in user sees a piece if it comes from one of their own chats. Pieces without a chat stay with the server.';
comment on column public.agent_memory.chunk_index is 'Position of the piece in its document.';
comment on column public.agent_memory.content is 'The text itself.';
comment on column public.agent_memory.conversation_id is 'The chat the piece comes from, and by it the owner. Null: no owner.';
comment on column public.agent_memory.document_id is 'The document the piece was cut from. Documents are kept elsewhere; nothing checks this id.';
comment on column public.agent_memory.embedding is 'The meaning of content, as computed by the embedding model. Null until computed; such pieces are not found.';
comment on column public.agent_memory.metadata is 'What match_documents filters by, for example {"source": "session_notes"}.';
comment on index public.agent_memory_embedding_idx is 'Nearest neighbours by cosine distance.';
comment on index public.idx_agent_memory_metadata is 'For the filter of match_documents; serves @> only.';

commit;
