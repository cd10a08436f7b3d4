-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop trigger public.t.gone
--   create trigger public.t.added
--   alter trigger public.t.changed
--   alter trigger public.t.enabled
--   alter trigger public.t.off

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop trigger gone on public.t;
create trigger added
  before update on public.t
  for each row
  execute function public.touch();
create or replace trigger changed
  after insert or update of a on public.t
  for each row
  when (new.a > 0)
  execute function public.touch();
alter table public.t enable always trigger enabled;
alter table public.t enable trigger off;
comment on trigger added on public.t is 'Added.';

commit;
