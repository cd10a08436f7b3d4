-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy storage.objects.avatars_read
--   create bucket avatars
-- Hazards:
--   access_widened: policy storage.objects.avatars_read

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table storage.objects
create policy avatars_read on storage.objects for select to authenticated
  using (bucket_id = 'avatars');

-- bucket avatars
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('avatars', 'avatars', false, 1048576, null)
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

commit;
