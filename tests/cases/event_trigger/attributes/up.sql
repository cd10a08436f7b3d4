-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.note_change()
--   create table public.t with row security
--   create event trigger "Odd Start"
--   create event trigger on_drop
--   create event trigger on_end
--   create event trigger on_rewrite

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.note_change()
create function public.note_change ()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin end;
$$;
revoke all on routine public.note_change() from public;

-- table public.t
create table public.t (
  id integer not null,
  constraint t_pkey primary key (id)
);
alter table public.t enable row level security;

-- event trigger "Odd Start"
create event trigger "Odd Start" on ddl_command_start
  execute function public.note_change();
alter event trigger "Odd Start" disable;

-- event trigger on_drop
create event trigger on_drop on sql_drop
  execute function public.note_change();
alter event trigger on_drop enable always;
alter event trigger on_drop owner to keeper;

-- event trigger on_end
create event trigger on_end on ddl_command_end
  when tag in ('CREATE TABLE', 'ALTER TABLE')
  execute function public.note_change();
comment on event trigger on_end is 'Notes what changed.';

-- event trigger on_rewrite
create event trigger on_rewrite on table_rewrite
  when tag in ('ALTER TABLE')
  execute function public.note_change();
alter event trigger on_rewrite enable replica;

commit;
