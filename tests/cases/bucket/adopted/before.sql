insert into storage.buckets (id, name, public, file_size_limit) values ('avatars', 'Avatars', true, 5);
