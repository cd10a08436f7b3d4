-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension pg_cron
--   create table public.chats with row security
--   create table public.sessions with row security
--   create job "It's ""odd"" 100%"
--   create job daily
--   create job purge_sessions
--   create job sessions_retention
--   create job "time-out chats"

begin;
set local lock_timeout = '4s';
set local search_path = public, pg_catalog;

-- extension pg_cron
create extension if not exists pg_cron with schema pg_catalog;

-- table public.chats
create table public.chats (
  id integer not null,
  "Last Seen" timestamptz,
  status text,
  closed timestamptz,
  constraint chats_pkey primary key (id)
);
alter table public.chats enable row level security;
revoke all on table public.chats from public, anon, authenticated, service_role;

-- table public.sessions
create table public.sessions (
  id integer not null,
  at timestamptz not null,
  read boolean,
  status text,
  constraint sessions_pkey primary key (id)
);
alter table public.sessions enable row level security;
revoke all on table public.sessions from public, anon, authenticated, service_role;

-- job "It's ""odd"" 100%"
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('It''s "odd" 100%', '30 seconds', 'select 1;
select 2');
    perform cron.alter_job(jobid, active := false) from cron.job where jobname = 'It''s "odd" 100%';
  else
    raise warning 'pg_cron is not installed here: job It''s "odd" 100%% is not scheduled';
  end if;
end
$$;

-- job daily
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('daily', '@daily', 'vacuum');
  else
    raise warning 'pg_cron is not installed here: job daily is not scheduled';
  end if;
end
$$;

-- job purge_sessions
do $body$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('purge_sessions', '0 3 * * *', 'delete from sessions where at < now() - interval ''1 year'' and status <> ''100%$$''');
  else
    raise warning 'pg_cron is not installed here: job purge_sessions is not scheduled';
  end if;
end
$body$;

-- job sessions_retention
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('sessions_retention', '30 2 * * *', 'delete from public.sessions where at < now() - interval ''90 days'' and (read or status = ''it''''s'')');
  else
    raise warning 'pg_cron is not installed here: job sessions_retention is not scheduled';
  end if;
end
$$;

-- job "time-out chats"
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('time-out chats', '0 3 * * *', 'update public.chats set status = ''timeout'', closed = now() where "Last Seen" < now() - interval ''24 hours''');
  else
    raise warning 'pg_cron is not installed here: job time-out chats is not scheduled';
  end if;
end
$$;

commit;
