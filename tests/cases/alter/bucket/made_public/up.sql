-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter bucket avatars
-- Hazards:
--   access_widened: bucket avatars

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- bucket avatars
do $$
begin
  if to_regclass('storage.buckets') is not null then
    update storage.buckets set public = true where id = 'avatars';
  else
    raise warning 'there is no storage here: bucket avatars is not changed';
  end if;
end
$$;

commit;
