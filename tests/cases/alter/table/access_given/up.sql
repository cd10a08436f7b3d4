-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy public.t.reader_insert_all
--   create policy public.t.reader_select_where
-- Hazards:
--   access_widened: policy public.t.reader_insert_all
--   access_widened: policy public.t.reader_select_where
--   access_widened: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create policy reader_insert_all on public.t for insert to reader
  with check (true);
create policy reader_select_where on public.t for select to reader
  using (a > 1);
grant select, insert on table public.t to reader;

commit;
