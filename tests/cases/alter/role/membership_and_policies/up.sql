-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop role membership member.readers
--   create role membership member.writers
--   alter policy public.notes.reads
--   alter policy public.notes.writes
-- Hazards:
--   access_narrowed: role membership member.readers
--   access_widened: policy public.notes.reads
--   access_narrowed: policy public.notes.reads
--   access_widened: policy public.notes.writes
--   access_narrowed: policy public.notes.writes
--   access_widened: role membership member.writers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role member
revoke readers from member;

-- table public.notes
alter policy reads on public.notes to readers
  using (true);
alter policy writes on public.notes to writers
  using (state = 'open');

-- role member
grant writers to member;

commit;
