-- 20260113000002_connector_schema: Layer 2, external integration. Which services can be connected, who has connected one, and every call made.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create schema private
--   create extension pgcrypto
--   create function private.encryption_key()
--   create function public.decrypt_token(bytea, text)
--   create function public.encrypt_token(text, text)
--   create table public.connector_definitions with index, trigger, row security, 2 × policy, seed rows
--   create table public.connector_credentials with 2 × index, trigger, row security, 5 × policy
--   create function public.refresh_expiring_tokens(interval)
--   create table public.connector_usage_log with 3 × table, 4 × index, 4 × row security, policy
--   create job refresh_expiring_tokens

set lock_timeout = '4s';
set search_path = public, extensions;

-- schema private
create schema private;
grant usage on schema private to authenticated;
grant usage on schema private to service_role;
comment on schema private is 'Helpers that no API request can name. Policies and public functions call them.';

-- extension pgcrypto
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
comment on extension pgcrypto is 'Symmetric encryption of OAuth tokens and random bytes for share tokens.';

-- function private.encryption_key()
create function private.encryption_key ()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  key text := nullif(current_setting('app.encryption_key', true), '');
begin
  if key is null and to_regclass('vault.decrypted_secrets') is not null then
    execute 'select decrypted_secret from vault.decrypted_secrets where name = $1'
      into key using 'app.encryption_key';
  end if;
  if key is null or length(key) < 16 then
    raise exception 'The encryption key is missing or shorter than 16 characters.'
      using errcode = 'invalid_parameter_value',
            hint = 'Set app.encryption_key for the backend role or store it in Vault.';
  end if;
  return key;
end;
$$;
revoke all on routine private.encryption_key() from public, anon, authenticated, service_role;
comment on routine private.encryption_key() is 'Finds the key for OAuth tokens, first in the setting app.encryption_key, then in a Supabase Vault secret of the same name. Fails when there is none or it is short, since a token must never be stored under a guessable key.';

-- function public.decrypt_token(bytea, text)
create function public.decrypt_token (token bytea, key text default null)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if token is null then
    return null;
  end if;
  return extensions.pgp_sym_decrypt(token, coalesce(key, private.encryption_key()));
end;
$$;
revoke all on routine public.decrypt_token(bytea, text) from public, anon, authenticated, service_role;
grant execute on routine public.decrypt_token(bytea, text) to service_role;
comment on routine public.decrypt_token(bytea, text) is 'Turns the output of encrypt_token() back into the token. Fails with a wrong key and returns no garbage.';

-- function public.encrypt_token(text, text)
create function public.encrypt_token (token text, key text default null)
returns bytea
language plpgsql
security definer
set search_path = ''
as $$
begin
  if token is null then
    return null;
  end if;
  return extensions.pgp_sym_encrypt(token, coalesce(key, private.encryption_key()), 'cipher-algo=aes256');
end;
$$;
revoke all on routine public.encrypt_token(text, text) from public, anon, authenticated, service_role;
grant execute on routine public.encrypt_token(text, text) to service_role;
comment on routine public.encrypt_token(text, text) is 'Encrypts an OAuth token with AES-256 for connector_credentials. Two calls with the same token give different bytes. A key in the second argument replaces the configured one, as is needed while keys are exchanged.';

-- table public.connector_definitions
create table public.connector_definitions (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  provider text not null,
  category text not null,
  description text not null,
  auth_type text not null default 'oauth2',
  authorization_url text,
  token_url text,
  api_base_url text not null,
  default_scopes text[] not null default '{}',
  rate_limit_per_minute integer not null default 60,
  is_active boolean not null default true,
  is_beta boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint connector_definitions_pkey primary key (id),
  constraint connector_definitions_slug_key unique (slug),
  constraint connector_definitions_auth_type_check check (auth_type in ('oauth2', 'api_key')),
  constraint connector_definitions_category_check check (category in ('email', 'calendar', 'storage', 'development', 'communication', 'knowledge', 'design', 'payments')),
  constraint connector_definitions_oauth_has_urls check (auth_type <> 'oauth2' or (authorization_url is not null and token_url is not null)),
  constraint connector_definitions_rate_limit_positive check (rate_limit_per_minute > 0),
  constraint connector_definitions_slug_shape check (slug ~ '^[a-z][a-z0-9_]*$')
);

-- table public.connector_credentials
create table public.connector_credentials (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  connector_id uuid not null,
  external_account_id text,
  account_label text,
  status text not null default 'pending',
  access_token bytea,
  refresh_token bytea,
  scopes text[] not null default '{}',
  expires_at timestamptz,
  refresh_requested_at timestamptz,
  refresh_failures smallint not null default 0,
  last_refreshed_at timestamptz,
  last_used_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint connector_credentials_pkey primary key (id),
  constraint connector_credentials_user_id_connector_id_external_account_key unique nulls not distinct (user_id, connector_id, external_account_id),
  constraint connector_credentials_connector_id_fkey foreign key (connector_id) references public.connector_definitions (id) on delete restrict,
  constraint connector_credentials_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint connector_credentials_active_has_token check (status <> 'active' or access_token is not null),
  constraint connector_credentials_failures_not_negative check (refresh_failures >= 0),
  constraint connector_credentials_status_check check (status in ('pending', 'active', 'expired', 'revoked', 'error'))
);

-- function public.refresh_expiring_tokens(interval)
create function public.refresh_expiring_tokens (within interval default '10 minutes')
returns table (credential_id uuid, owner_id uuid, connector text, token_expires_at timestamptz)
language plpgsql
set search_path = ''
as $$
begin
  update public.connector_credentials as c
  set status = 'expired',
      refresh_requested_at = null,
      last_error = 'The access token has ended and cannot be refreshed.'
  where c.status = 'active'
    and c.expires_at <= now()
    and (c.refresh_token is null or c.refresh_failures >= 5);

  return query
    with due as (
      select c.id
      from public.connector_credentials as c
      where c.status = 'active'
        and c.refresh_token is not null
        and c.refresh_failures < 5
        and c.expires_at <= now() + within
        and (c.refresh_requested_at is null or c.refresh_requested_at < now() - interval '5 minutes')
      for update skip locked
    )
    update public.connector_credentials as c
    set refresh_requested_at = now()
    from due, public.connector_definitions as d
    where c.id = due.id and d.id = c.connector_id
    returning c.id, c.user_id, d.slug, c.expires_at;
end;
$$;
revoke all on routine public.refresh_expiring_tokens(interval) from public, anon, authenticated, service_role;
grant execute on routine public.refresh_expiring_tokens(interval) to service_role;
comment on routine public.refresh_expiring_tokens(interval) is 'Marks the connections whose access token is about to end and returns them. The database cannot call an OAuth server; the backend takes the marked rows, asks for new tokens and clears refresh_requested_at. A mark that was not answered within five minutes is set again. Tokens that ended and cannot be refreshed become expired.';

-- table public.connector_credentials
create index connector_credentials_connector_id_idx on public.connector_credentials using btree (connector_id);
create index connector_credentials_expiring_idx on public.connector_credentials using btree (expires_at) where status = 'active' and expires_at is not null;
create trigger set_updated_at
  before update on public.connector_credentials
  for each row
  execute function public.set_updated_at();
alter table public.connector_credentials enable row level security;
create policy "Guests connect no accounts" on public.connector_credentials as restrictive for insert to authenticated
  with check ((select coalesce((auth.jwt() ->> 'is_anonymous')::boolean, false)) is false);
create policy "Users ask for a connection" on public.connector_credentials for insert to authenticated
  with check (user_id = (select auth.uid()) and status = 'pending');
create policy "Users disconnect" on public.connector_credentials for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Users label their connections" on public.connector_credentials for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy "Users see their own connections" on public.connector_credentials for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.connector_credentials from public, anon, authenticated, service_role;
grant delete, select (account_label, connector_id, created_at, expires_at, external_account_id, id, last_error, last_refreshed_at, last_used_at, scopes, status, updated_at, user_id), insert (account_label, connector_id, user_id), update (account_label) on table public.connector_credentials to authenticated;
grant select, insert, update, delete on table public.connector_credentials to service_role;
comment on table public.connector_credentials is 'A user''s connection to one account at a service. The tokens are encrypted by encrypt_token() before they get here and only the service role can read them. Other roles hold grants on the remaining columns, so they must name their columns.';
comment on policy "Guests connect no accounts" on public.connector_credentials is 'Anonymous sign-ins share the role authenticated, and tokens should not hang on an account nobody can come back to.';
comment on policy "Users ask for a connection" on public.connector_credentials is 'First half of the OAuth flow. The backend completes the row when the service calls back.';
comment on policy "Users disconnect" on public.connector_credentials is 'Deletes the tokens here; the backend should also revoke them at the service beforehand.';
comment on policy "Users label their connections" on public.connector_credentials is 'The label is the only column they may write.';
comment on policy "Users see their own connections" on public.connector_credentials is 'The row, not the tokens; these are kept back by column grants.';
comment on column public.connector_credentials.access_token is 'Output of encrypt_token().';
comment on column public.connector_credentials.account_label is 'What the user calls this account.';
comment on column public.connector_credentials.created_at is 'When the row was added.';
comment on column public.connector_credentials.expires_at is 'End of the access token; null for one without end.';
comment on column public.connector_credentials.external_account_id is 'The account at the service; unknown until the consent has been given.';
comment on column public.connector_credentials.refresh_failures is 'Failed refreshes in a row; five of them end the attempts.';
comment on column public.connector_credentials.refresh_requested_at is 'Set by refresh_expiring_tokens() and cleared by the backend after the refresh.';
comment on column public.connector_credentials.refresh_token is 'Output of encrypt_token(); null when the service issues none.';
comment on column public.connector_credentials.scopes is 'Rights that were really granted.';
comment on column public.connector_credentials.status is 'Pending from the request for consent until the backend has stored the tokens.';
comment on column public.connector_credentials.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.connector_credentials_expiring_idx is 'Lets refresh_expiring_tokens() find its few rows.';

-- table public.connector_definitions
create index connector_definitions_category_name_idx on public.connector_definitions using btree (category, name);
create trigger set_updated_at
  before update on public.connector_definitions
  for each row
  execute function public.set_updated_at();
alter table public.connector_definitions enable row level security;
create policy "Signed-in users see all active connectors" on public.connector_definitions for select to authenticated
  using (is_active);
create policy "Visitors see released connectors" on public.connector_definitions for select to anon
  using (is_active and not is_beta);
revoke all on table public.connector_definitions from public, anon, authenticated, service_role;
grant select on table public.connector_definitions to anon;
grant select on table public.connector_definitions to authenticated;
grant select, insert, update, delete on table public.connector_definitions to service_role;
comment on table public.connector_definitions is 'The catalogue of services that can be connected. It belongs to the product and not to a user, so it has no user_id, although the document says that all tables have one.';
comment on policy "Signed-in users see all active connectors" on public.connector_definitions is 'Betas are visible after signing in.';
comment on policy "Visitors see released connectors" on public.connector_definitions is 'Feeds the public page of integrations.';
comment on column public.connector_definitions.authorization_url is 'Where the browser is sent to ask for consent.';
comment on column public.connector_definitions.created_at is 'When the row was added.';
comment on column public.connector_definitions.default_scopes is 'Rights asked for when nothing more is needed.';
comment on column public.connector_definitions.is_active is 'False takes the connector out of the catalogue, and existing connections stay.';
comment on column public.connector_definitions.is_beta is 'Shown to signed-in users only.';
comment on column public.connector_definitions.provider is 'The company whose login is used.';
comment on column public.connector_definitions.rate_limit_per_minute is 'Calls for each user and minute; counted in connector_usage_log.';
comment on column public.connector_definitions.slug is 'Stable name for code and URLs.';
comment on column public.connector_definitions.token_url is 'Where the backend trades a code or a refresh token for an access token.';
comment on column public.connector_definitions.updated_at is 'When the row was last changed, kept by a trigger.';
insert into public.connector_definitions (slug, name, provider, category, description, authorization_url, token_url, api_base_url, default_scopes, rate_limit_per_minute)
values
  ('gmail', 'Gmail', 'Google', 'email', 'Read, search and send mail.', 'https://accounts.google.com/o/oauth2/v2/auth', 'https://oauth2.googleapis.com/token', 'https://gmail.googleapis.com', array['https://www.googleapis.com/auth/gmail.readonly', 'https://www.googleapis.com/auth/gmail.send']::text[], 250),
  ('google_calendar', 'Google Calendar', 'Google', 'calendar', 'Read and plan events.', 'https://accounts.google.com/o/oauth2/v2/auth', 'https://oauth2.googleapis.com/token', 'https://www.googleapis.com/calendar/v3', array['https://www.googleapis.com/auth/calendar.events']::text[], 300),
  ('google_drive', 'Google Drive', 'Google', 'storage', 'Find, read and store files.', 'https://accounts.google.com/o/oauth2/v2/auth', 'https://oauth2.googleapis.com/token', 'https://www.googleapis.com/drive/v3', array['https://www.googleapis.com/auth/drive.file']::text[], 300),
  ('github', 'GitHub', 'GitHub', 'development', 'Work with repositories, issues and pull requests.', 'https://github.com/login/oauth/authorize', 'https://github.com/login/oauth/access_token', 'https://api.github.com', array['repo', 'read:user']::text[], 80),
  ('slack', 'Slack', 'Slack', 'communication', 'Read channels and post messages.', 'https://slack.com/oauth/v2/authorize', 'https://slack.com/api/oauth.v2.access', 'https://slack.com/api', array['channels:read', 'chat:write']::text[], 50),
  ('notion', 'Notion', 'Notion', 'knowledge', 'Search and edit pages and databases.', 'https://api.notion.com/v1/oauth/authorize', 'https://api.notion.com/v1/oauth/token', 'https://api.notion.com/v1', '{}', 180),
  ('microsoft_onedrive', 'Microsoft OneDrive', 'Microsoft', 'storage', 'Find, read and store files.', 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize', 'https://login.microsoftonline.com/common/oauth2/v2.0/token', 'https://graph.microsoft.com/v1.0', array['Files.ReadWrite', 'offline_access']::text[], 120),
  ('figma', 'Figma', 'Figma', 'design', 'Read design files and comments.', 'https://www.figma.com/oauth', 'https://api.figma.com/v1/oauth/token', 'https://api.figma.com/v1', array['file_content:read']::text[], 30),
  ('stripe', 'Stripe', 'Stripe', 'payments', 'Read customers, invoices and payments.', 'https://connect.stripe.com/oauth/authorize', 'https://connect.stripe.com/oauth/token', 'https://api.stripe.com/v1', array['read_only']::text[], 100)
on conflict (slug) do update set name = excluded.name, provider = excluded.provider, category = excluded.category, description = excluded.description, authorization_url = excluded.authorization_url, token_url = excluded.token_url, api_base_url = excluded.api_base_url, default_scopes = excluded.default_scopes, rate_limit_per_minute = excluded.rate_limit_per_minute;

-- table public.connector_usage_log
create table public.connector_usage_log (
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  user_id uuid not null,
  connector_id uuid not null,
  credential_id uuid,
  step_id uuid,
  operation text not null,
  status_code smallint,
  duration_ms integer,
  was_rate_limited boolean not null default false,
  error_message text,
  constraint connector_usage_log_pkey primary key (id, created_at),
  constraint connector_usage_log_connector_id_fkey foreign key (connector_id) references public.connector_definitions (id) on delete cascade,
  constraint connector_usage_log_credential_id_fkey foreign key (credential_id) references public.connector_credentials (id) on delete set null,
  constraint connector_usage_log_step_id_fkey foreign key (step_id) references public.agent_steps (id) on delete set null,
  constraint connector_usage_log_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint connector_usage_log_duration_not_negative check (duration_ms >= 0)
) partition by range (created_at);
create table public.connector_usage_log_2026_01 partition of public.connector_usage_log for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00');
create table public.connector_usage_log_2026_02 partition of public.connector_usage_log for values from ('2026-02-01 00:00:00+00') to ('2026-03-01 00:00:00+00');
create table public.connector_usage_log_rest partition of public.connector_usage_log default;
create index connector_usage_log_connector_id_created_at_idx on public.connector_usage_log using btree (connector_id, created_at desc);
create index connector_usage_log_credential_id_idx on public.connector_usage_log using btree (credential_id);
create index connector_usage_log_step_id_idx on public.connector_usage_log using btree (step_id);
create index connector_usage_log_user_id_connector_id_created_at_idx on public.connector_usage_log using btree (user_id, connector_id, created_at desc);
alter table public.connector_usage_log enable row level security;
alter table public.connector_usage_log_2026_01 enable row level security;
alter table public.connector_usage_log_2026_02 enable row level security;
alter table public.connector_usage_log_rest enable row level security;
create policy "Users see the calls made for them" on public.connector_usage_log for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.connector_usage_log from public, anon, authenticated, service_role;
grant select on table public.connector_usage_log to authenticated;
grant select, insert, delete on table public.connector_usage_log to service_role;
revoke all on table public.connector_usage_log_2026_01 from public, anon, authenticated, service_role;
revoke all on table public.connector_usage_log_2026_02 from public, anon, authenticated, service_role;
revoke all on table public.connector_usage_log_rest from public, anon, authenticated, service_role;
comment on table public.connector_usage_log is 'Every call made through a connector, for rate limits, for the bill and for questions afterwards. Partitioned by month so that old months can be dropped instead of deleted. New partitions have to be added before their month begins; rows of a month without one go to the default partition.';
comment on policy "Users see the calls made for them" on public.connector_usage_log is 'Written by the backend alone, so there is a policy for reading and none for writing.';
comment on column public.connector_usage_log.created_at is 'Time of the call; decides the partition.';
comment on column public.connector_usage_log.credential_id is 'The connection used; null once the user has disconnected.';
comment on column public.connector_usage_log.duration_ms is 'Time until the answer.';
comment on column public.connector_usage_log.error_message is 'Never contains tokens or bodies.';
comment on column public.connector_usage_log.operation is 'What was called, such as messages.list.';
comment on column public.connector_usage_log.status_code is 'HTTP status; null when no answer came.';
comment on column public.connector_usage_log.step_id is 'The step that made the call; null for background work such as a refresh.';
comment on column public.connector_usage_log.was_rate_limited is 'Refused by our own limit before it reached the service.';

-- job refresh_expiring_tokens
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('refresh_expiring_tokens', '*/5 * * * *', 'select count(*) from public.refresh_expiring_tokens()');
  else
    raise warning 'pg_cron is not installed here: job refresh_expiring_tokens is not scheduled';
  end if;
end
$$;
