-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.documents with row security, 5 × policy
--   create table public.pages with row security, 8 × policy
--   create table public.lines with row security, policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.documents
create table public.documents (
  id integer not null,
  user_id uuid,
  "Body Text" text,
  public boolean not null default false,
  salt text,
  constraint documents_pkey primary key (id)
);
alter table public.documents enable row level security;
create policy reader_select_where on public.documents for select to reader
  using (public);
create policy writer_delete_own on public.documents for delete to writer
  using ((select current_setting('app.user_id', true)::uuid) = user_id);
create policy writer_insert_own on public.documents for insert to writer
  with check ((select current_setting('app.user_id', true)::uuid) = user_id);
create policy writer_select_own on public.documents for select to writer
  using ((select current_setting('app.user_id', true)::uuid) = user_id);
create policy writer_update_own on public.documents for update to writer
  using ((select current_setting('app.user_id', true)::uuid) = user_id)
  with check ((select current_setting('app.user_id', true)::uuid) = user_id);
grant select on table public.documents to reader;
grant references on table public.documents to reader with grant option;
grant select, insert, delete, update ("Body Text") on table public.documents to writer;

-- table public.pages
create table public.pages (
  id integer not null,
  document_id integer,
  constraint pages_pkey primary key (id),
  constraint pages_document_id_fkey foreign key (document_id) references public.documents
);

-- table public.lines
create table public.lines (
  id integer not null,
  page_id integer,
  constraint lines_pkey primary key (id),
  constraint lines_page_id_fkey foreign key (page_id) references public.pages
);
alter table public.lines enable row level security;
create policy writer_select_via on public.lines for select to writer
  using (page_id in (select id from public.pages));
grant select on table public.lines to writer;

-- table public.pages
alter table public.pages enable row level security;
create policy reader_delete_all on public.pages for delete to reader
  using (true);
create policy reader_insert_all on public.pages for insert to reader
  with check (true);
create policy reader_select_all on public.pages for select to reader
  using (true);
create policy reader_update_all on public.pages for update to reader
  using (true)
  with check (true);
create policy writer_delete_via on public.pages for delete to writer
  using (document_id in (select id from public.documents where (select current_setting('app.user_id', true)::uuid) = user_id));
create policy writer_insert_via on public.pages for insert to writer
  with check (document_id in (select id from public.documents where (select current_setting('app.user_id', true)::uuid) = user_id));
create policy writer_select_via on public.pages for select to writer
  using (document_id in (select id from public.documents where (select current_setting('app.user_id', true)::uuid) = user_id));
create policy writer_update_via on public.pages for update to writer
  using (document_id in (select id from public.documents where (select current_setting('app.user_id', true)::uuid) = user_id))
  with check (document_id in (select id from public.documents where (select current_setting('app.user_id', true)::uuid) = user_id));
grant select, insert, update, delete on table public.pages to reader;
grant select, insert, update, delete on table public.pages to writer;

commit;
