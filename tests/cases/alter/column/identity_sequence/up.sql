-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   alter column public.t2.a
--   alter column public.t3.a
-- Hazards:
--   access_widened: column public.t2.a
--   table_scan: column public.t3.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter sequence public.t_a_seq rename to "My sequence";

-- table public.t2
alter sequence public.counts rename to t2_a_seq;
alter table public.t2 alter column a set start with 7;
grant usage on sequence public.t2_a_seq to app;

-- table public.t3
alter table public.t3 alter column a add generated always as identity (sequence name public.third);
select setval(pg_get_serial_sequence('public.t3', 'a'), max(a)) from public.t3 having max(a) >= 1;

commit;
