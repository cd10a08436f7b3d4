create schema storage;
create table storage.buckets (id text primary key, name text, public boolean, file_size_limit bigint, allowed_mime_types text[], type text);
insert into storage.buckets (id, name, type) values ('files', 'files', 'STANDARD'), ('lake', 'lake', 'ANALYTICS');
