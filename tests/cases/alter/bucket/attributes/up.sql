-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop bucket gone
--   alter bucket avatars
--   alter bucket files
-- Hazards:
--   data_loss: bucket gone
--   may_fail: bucket gone
--   access_narrowed: bucket avatars
--   access_widened: bucket files

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- bucket gone
do $$
begin
  if to_regclass('storage.buckets') is not null then
    perform set_config('storage.allow_delete_query', 'true', true);
    delete from storage.buckets where id = 'gone';
    perform set_config('storage.allow_delete_query', 'false', true);
  else
    raise warning 'there is no storage here: bucket gone is not dropped';
  end if;
end
$$;

-- bucket avatars
do $$
begin
  if to_regclass('storage.buckets') is not null then
    update storage.buckets set public = false, file_size_limit = 1048576, allowed_mime_types = null, avif_autodetection = true where id = 'avatars';
  else
    raise warning 'there is no storage here: bucket avatars is not changed';
  end if;
end
$$;

-- bucket files
do $$
begin
  if to_regclass('storage.buckets') is not null then
    update storage.buckets set name = 'files', public = true, allowed_mime_types = array['application/pdf'] where id = 'files';
  else
    raise warning 'there is no storage here: bucket files is not changed';
  end if;
end
$$;

commit;
