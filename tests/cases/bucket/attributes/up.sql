-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy storage.objects."own folder"
--   create bucket avatars
--   create bucket "it's ""odd"""
--   create bucket plain
-- Hazards:
--   access_widened: policy storage.objects."own folder"

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table storage.objects
create policy "own folder" on storage.objects for select to authenticated
  using (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text);

-- bucket avatars
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('avatars', 'avatars', true, 5242880, array['image/png', 'image/*'])
    on conflict (id) do update set
      name = excluded.name,
      public = excluded.public,
      file_size_limit = excluded.file_size_limit,
      allowed_mime_types = excluded.allowed_mime_types;
  else
    raise warning 'there is no storage here: bucket avatars is not created';
  end if;
end
$$;

-- bucket "it's ""odd"""
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types, avif_autodetection)
    values ('it''s "odd"', 'Other name', false, null, null, true)
    on conflict (id) do update set
      name = excluded.name,
      public = excluded.public,
      file_size_limit = excluded.file_size_limit,
      allowed_mime_types = excluded.allowed_mime_types,
      avif_autodetection = excluded.avif_autodetection;
  else
    raise warning 'there is no storage here: bucket it''s "odd" is not created';
  end if;
end
$$;

-- bucket plain
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('plain', 'plain', false, null, null)
    on conflict (id) do update set
      name = excluded.name,
      public = excluded.public,
      file_size_limit = excluded.file_size_limit,
      allowed_mime_types = excluded.allowed_mime_types;
  else
    raise warning 'there is no storage here: bucket plain is not created';
  end if;
end
$$;

commit;
