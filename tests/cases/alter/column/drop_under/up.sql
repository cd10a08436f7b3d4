-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v
--   alter policy public.t.p
--   drop column public.t.a
-- Hazards:
--   access_widened: policy public.t.p
--   access_narrowed: policy public.t.p
--   data_loss: column public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

-- table public.t
alter policy p on public.t to public
  using (b = 'x');
alter table public.t drop column a;

-- view public.v
create view public.v
  with (security_invoker = true) as
select * from t;

commit;
