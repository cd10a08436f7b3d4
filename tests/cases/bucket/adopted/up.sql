-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create bucket avatars

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- bucket avatars
do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('avatars', 'avatars', false, null, array['image/png'])
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
