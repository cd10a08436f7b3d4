-- 20260113000002_connector_schema (down): Layer 2, external integration. Which services can be connected, who has connected one, and every call made.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop function public.decrypt_token(bytea, text)
--   drop function public.encrypt_token(text, text)
--   drop function private.encryption_key()
--   drop schema private
--   drop table public.connector_usage_log
--   drop job refresh_expiring_tokens
--   drop function public.refresh_expiring_tokens(interval)
--   drop table public.connector_credentials
--   drop table public.connector_definitions
-- Hazards:
--   access_narrowed: schema private
--   data_loss: table public.connector_usage_log
--   data_loss: table public.connector_credentials
--   data_loss: table public.connector_definitions

set lock_timeout = '4s';
set search_path = public, extensions;

-- extension pgcrypto
comment on extension pgcrypto is null;

-- function public.decrypt_token(bytea, text)
drop function public.decrypt_token(bytea, text);

-- function public.encrypt_token(text, text)
drop function public.encrypt_token(text, text);

-- function private.encryption_key()
drop function private.encryption_key();

-- schema private
drop schema private;

-- table public.connector_usage_log
drop table public.connector_usage_log;

-- job refresh_expiring_tokens
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(jobname) from cron.job where jobname = 'refresh_expiring_tokens';
  else
    raise warning 'pg_cron is not installed here: nothing to unschedule';
  end if;
end
$$;

-- function public.refresh_expiring_tokens(interval)
drop function public.refresh_expiring_tokens(interval);

-- table public.connector_credentials
drop table public.connector_credentials;

-- table public.connector_definitions
drop table public.connector_definitions;
