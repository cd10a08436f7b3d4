-- 20260113000003_billing_schema: Layer 3, billing and credits. Tiers and prices on one side, balances and an append-only ledger on the other.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create table public.credit_balances with trigger, row security, 2 × policy
--   create table public.credit_pricing with index, trigger, row security, 2 × policy, seed rows
--   create table public.credit_transactions with 4 × index, row security, policy
--   create function public.consume_credits(uuid, numeric, text)
--   create function public.release_credits(uuid, text)
--   create table public.subscription_tiers with trigger, row security, 2 × policy, seed rows
--   create table public.user_subscriptions with 5 × index, trigger, row security, 3 × policy
--   create function private.has_unlimited_credits(uuid)
--   create function private.my_tiers()
--   create function public.check_credits(uuid, numeric)
--   create function public.grant_monthly_credits(date)
--   create function public.reserve_credits(uuid, numeric, uuid, text)
--   create job grant_monthly_credits

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.credit_balances
create table public.credit_balances (
  user_id uuid not null,
  available numeric(14,4) not null default 0,
  reserved numeric(14,4) not null default 0,
  lifetime_granted numeric(14,4) not null default 0,
  lifetime_used numeric(14,4) not null default 0,
  low_balance_alert numeric(14,4),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credit_balances_pkey primary key (user_id),
  constraint credit_balances_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint credit_balances_alert_not_negative check (low_balance_alert >= 0),
  constraint credit_balances_lifetime_not_negative check (lifetime_granted >= 0 and lifetime_used >= 0),
  constraint credit_balances_not_negative check (available >= 0 and reserved >= 0)
);
create trigger set_updated_at
  before update on public.credit_balances
  for each row
  execute function public.set_updated_at();
alter table public.credit_balances enable row level security;
create policy "Users see their balance" on public.credit_balances for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users set their warning" on public.credit_balances for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
revoke all on table public.credit_balances from public, anon, authenticated, service_role;
grant select, update (low_balance_alert) on table public.credit_balances to authenticated;
grant select, insert, update, delete on table public.credit_balances to service_role;
comment on table public.credit_balances is 'How many credits a user has now. A shortcut for the ledger in credit_transactions, and written with it in one transaction by the credit functions. The row is also the lock that keeps two runs from spending the same credit.';
comment on policy "Users see their balance" on public.credit_balances is 'Also what lets check_credits() work for a signed-in user.';
comment on policy "Users set their warning" on public.credit_balances is 'Column grants keep the numbers themselves out of reach.';
comment on column public.credit_balances.available is 'Free to be reserved.';
comment on column public.credit_balances.created_at is 'When the row was added.';
comment on column public.credit_balances.lifetime_used is 'Also counts what users without limit have used.';
comment on column public.credit_balances.low_balance_alert is 'Warn below this number; null for no warning.';
comment on column public.credit_balances.reserved is 'Set aside for work under way.';
comment on column public.credit_balances.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.credit_pricing
create table public.credit_pricing (
  id uuid not null default gen_random_uuid(),
  operation text not null,
  name text not null,
  tool_type public.tool_type,
  unit text not null,
  credits numeric(10,4) not null,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credit_pricing_pkey primary key (id),
  constraint credit_pricing_operation_key unique (operation),
  constraint credit_pricing_credits_not_negative check (credits >= 0),
  constraint credit_pricing_unit_check check (unit in ('1k_tokens', 'second', 'minute', 'item', 'image', 'action', 'call'))
);
create index credit_pricing_tool_type_operation_idx on public.credit_pricing using btree (tool_type, operation) where is_active;
create trigger set_updated_at
  before update on public.credit_pricing
  for each row
  execute function public.set_updated_at();
alter table public.credit_pricing enable row level security;
create policy "Visitors see current prices" on public.credit_pricing for select to anon
  using (is_active);
comment on table public.credit_pricing is 'What an operation costs in credits. The backend multiplies the price with the units used and charges the product.';
comment on policy "Visitors see current prices" on public.credit_pricing is 'Prices are public.';
comment on column public.credit_pricing.created_at is 'When the row was added.';
comment on column public.credit_pricing.credits is 'Credits for one unit; 0 is free.';
comment on column public.credit_pricing.is_active is 'An inactive price is kept for reference and no longer charged.';
comment on column public.credit_pricing.operation is 'Name under which it is charged.';
comment on column public.credit_pricing.tool_type is 'Steps this price belongs to.';
comment on column public.credit_pricing.updated_at is 'When the row was last changed, kept by a trigger.';
insert into public.credit_pricing (operation, name, tool_type, unit, credits)
values
  ('gpt_4_turbo_input', 'GPT-4 Turbo input', 'llm', '1k_tokens', 0.3),
  ('gpt_4_turbo_output', 'GPT-4 Turbo output', 'llm', '1k_tokens', 0.6),
  ('claude_3_opus_input', 'Claude 3 Opus input', 'llm', '1k_tokens', 0.45),
  ('claude_3_opus_output', 'Claude 3 Opus output', 'llm', '1k_tokens', 0.9),
  ('code_execution', 'Code execution', 'code', 'second', 0.1),
  ('wide_research_item', 'Wide Research', 'wide_research', 'item', 5),
  ('image_generation', 'Image generation', 'image', 'image', 10),
  ('browser_action', 'Browser action', 'browser', 'action', 2),
  ('file_operation', 'File operation', 'file', 'action', 0),
  ('connector_call', 'Connector call', 'connector', 'call', 1),
  ('web_search', 'Web search', 'web_search', 'call', 0.5),
  ('audio_transcription', 'Audio transcription', 'audio', 'minute', 0.25),
  ('memory_embedding', 'Memory embedding', 'memory', '1k_tokens', 0.01)
on conflict (operation) do update set name = excluded.name, tool_type = excluded.tool_type, unit = excluded.unit, credits = excluded.credits;

-- table public.credit_transactions
create table public.credit_transactions (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  kind text not null,
  available_change numeric(14,4) not null default 0,
  reserved_change numeric(14,4) not null default 0,
  available_after numeric(14,4) not null,
  reserved_after numeric(14,4) not null,
  unlimited boolean not null default false,
  reservation_id uuid,
  run_id uuid,
  operation text,
  grant_period date,
  description text,
  created_at timestamptz not null default now(),
  constraint credit_transactions_pkey primary key (id),
  constraint credit_transactions_reservation_id_fkey foreign key (reservation_id) references public.credit_transactions (id),
  constraint credit_transactions_run_id_fkey foreign key (run_id) references public.agent_runs (id) on delete set null,
  constraint credit_transactions_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint credit_transactions_draws_on_reservation check ((kind in ('consume', 'release')) = (reservation_id is not null)),
  constraint credit_transactions_kind_check check (kind in ('grant', 'purchase', 'reserve', 'consume', 'release', 'refund', 'adjustment')),
  constraint credit_transactions_period_is_month check (grant_period = date_trunc('month', grant_period::timestamp)::date)
);

-- function public.consume_credits(uuid, numeric, text)
create function public.consume_credits (reservation uuid, amount numeric, operation text default null)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  origin public.credit_transactions;
  balance public.credit_balances;
  remaining numeric;
  from_reservation numeric;
  beyond numeric;
begin
  if amount is null or amount < 0 then
    raise exception 'The amount to consume must not be negative.' using errcode = 'invalid_parameter_value';
  end if;

  select * into origin from public.credit_transactions where id = reservation and kind = 'reserve';
  if not found then
    raise exception 'There is no reservation %.', reservation using errcode = 'no_data_found';
  end if;
  if amount = 0 then
    select coalesce(sum(reserved_change), 0) into remaining
    from public.credit_transactions where id = reservation or reservation_id = reservation;
    return remaining;
  end if;

  -- The lock comes first: what is left has to be counted while nobody else can draw on it.
  select * into balance from public.credit_balances where user_id = origin.user_id for update;
  select coalesce(sum(reserved_change), 0) into remaining
  from public.credit_transactions where id = reservation or reservation_id = reservation;

  from_reservation := least(amount, remaining);
  beyond := case when origin.unlimited then 0 else amount - from_reservation end;
  if balance.available < beyond then
    raise exception 'Not enough credits: % more are needed and % are available.', beyond, balance.available
      using errcode = 'check_violation', hint = 'insufficient_credits';
  end if;

  update public.credit_balances as b
  set available = b.available - beyond,
      reserved = b.reserved - from_reservation,
      lifetime_used = b.lifetime_used + amount
  where b.user_id = origin.user_id
  returning b.* into balance;

  insert into public.credit_transactions
    (user_id, kind, available_change, reserved_change, available_after, reserved_after, unlimited, reservation_id,
     run_id, operation)
  values
    (origin.user_id, 'consume', -beyond, -from_reservation, balance.available, balance.reserved, origin.unlimited,
     reservation, origin.run_id, consume_credits.operation);
  return remaining - from_reservation;
end;
$$;
revoke all on routine public.consume_credits(uuid, numeric, text) from public, anon, authenticated, service_role;
grant execute on routine public.consume_credits(uuid, numeric, text) to service_role;
comment on routine public.consume_credits(uuid, numeric, text) is 'Charges work against a reservation. What the work cost beyond the reservation is taken from the available credits, and the call fails if these do not suffice. Returns what is left of the reservation. May be called many times for one reservation.';

-- function public.release_credits(uuid, text)
create function public.release_credits (reservation uuid, description text default null)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  origin public.credit_transactions;
  balance public.credit_balances;
  remaining numeric;
  given_back numeric;
begin
  select * into origin from public.credit_transactions where id = reservation and kind = 'reserve';
  if not found then
    raise exception 'There is no reservation %.', reservation using errcode = 'no_data_found';
  end if;

  perform 1 from public.credit_balances where user_id = origin.user_id for update;
  select coalesce(sum(reserved_change), 0) into remaining
  from public.credit_transactions where id = reservation or reservation_id = reservation;
  if remaining = 0 then
    return 0;
  end if;

  given_back := case when origin.unlimited then 0 else remaining end;
  update public.credit_balances as b
  set available = b.available + given_back,
      reserved = b.reserved - remaining
  where b.user_id = origin.user_id
  returning b.* into balance;

  insert into public.credit_transactions
    (user_id, kind, available_change, reserved_change, available_after, reserved_after, unlimited, reservation_id,
     run_id, description)
  values
    (origin.user_id, 'release', given_back, -remaining, balance.available, balance.reserved, origin.unlimited,
     reservation, origin.run_id, release_credits.description);
  return given_back;
end;
$$;
revoke all on routine public.release_credits(uuid, text) from public, anon, authenticated, service_role;
grant execute on routine public.release_credits(uuid, text) to service_role;
comment on routine public.release_credits(uuid, text) is 'Gives back what is left of a reservation, after success as well as after failure or cancellation. Returns the number of credits given back. A second call finds nothing left and returns 0.';

-- table public.credit_pricing
create policy "Users see all prices" on public.credit_pricing for select to authenticated
  using (is_active or operation in (select t.operation from public.credit_transactions t where t.user_id = (select auth.uid())));
revoke all on table public.credit_pricing from public, anon, authenticated, service_role;
grant select on table public.credit_pricing to anon;
grant select on table public.credit_pricing to authenticated;
grant select, insert, update, delete on table public.credit_pricing to service_role;
comment on policy "Users see all prices" on public.credit_pricing is 'Current ones, and former ones that they were charged by.';

-- table public.credit_transactions
create unique index credit_transactions_one_grant_idx on public.credit_transactions using btree (user_id, grant_period) where kind = 'grant' and grant_period is not null;
create index credit_transactions_reservation_id_idx on public.credit_transactions using btree (reservation_id);
create index credit_transactions_run_id_idx on public.credit_transactions using btree (run_id);
create index credit_transactions_user_id_created_at_idx on public.credit_transactions using btree (user_id, created_at desc);
alter table public.credit_transactions enable row level security;
create policy "Users read their ledger" on public.credit_transactions for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on table public.credit_transactions from public, anon, authenticated, service_role;
grant select on table public.credit_transactions to authenticated;
grant select, insert on table public.credit_transactions to service_role;
comment on table public.credit_transactions is 'The ledger, and the audit trail of billing. Rows are added and never changed; the service role has no UPDATE or DELETE either. A row of kind reserve is a reservation, and its id is what consume_credits() and release_credits() are given.';
comment on policy "Users read their ledger" on public.credit_transactions is 'The only policy. Every other way in is closed to users.';
comment on column public.credit_transactions.available_after is 'Balance after this row.';
comment on column public.credit_transactions.available_change is 'Added to available; negative takes away.';
comment on column public.credit_transactions.grant_period is 'First day of the month a grant is for.';
comment on column public.credit_transactions.operation is 'The entry of credit_pricing that was charged, kept as text so that old rows outlive old prices.';
comment on column public.credit_transactions.reservation_id is 'The reservation that a consume or release row draws on.';
comment on column public.credit_transactions.reserved_change is 'Added to reserved; negative takes away.';
comment on column public.credit_transactions.unlimited is 'A reservation made on a tier without limit; nothing was taken and nothing comes back.';
comment on index public.credit_transactions_one_grant_idx is 'A month is granted once, even if the job runs twice.';

-- table public.subscription_tiers
create table public.subscription_tiers (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  description text not null,
  monthly_credits numeric(14,4),
  max_concurrent_runs integer,
  price_usd_monthly numeric(10,2),
  sandbox_cpu_millicores integer,
  sandbox_memory_mb integer,
  max_run_minutes integer,
  features text[] not null default '{}',
  sort_order smallint not null default 0,
  is_public boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subscription_tiers_pkey primary key (id),
  constraint subscription_tiers_slug_key unique (slug),
  constraint subscription_tiers_credits_not_negative check (monthly_credits >= 0),
  constraint subscription_tiers_limits_positive check (max_concurrent_runs > 0 and sandbox_cpu_millicores > 0 and sandbox_memory_mb > 0 and max_run_minutes > 0),
  constraint subscription_tiers_price_not_negative check (price_usd_monthly >= 0)
);
create trigger set_updated_at
  before update on public.subscription_tiers
  for each row
  execute function public.set_updated_at();
alter table public.subscription_tiers enable row level security;
create policy "Visitors see the public tiers" on public.subscription_tiers for select to anon
  using (is_public);
comment on table public.subscription_tiers is 'The plans on offer with their limits. Null in a limit means that there is none; null as price means by agreement.';
comment on policy "Visitors see the public tiers" on public.subscription_tiers is 'The page of prices needs no sign-in.';
comment on column public.subscription_tiers.created_at is 'When the row was added.';
comment on column public.subscription_tiers.is_public is 'False for plans made for one customer.';
comment on column public.subscription_tiers.max_concurrent_runs is 'Runs at the same time; null is settled by contract.';
comment on column public.subscription_tiers.max_run_minutes is 'A run is timed out after that long.';
comment on column public.subscription_tiers.monthly_credits is 'Granted at the start of each month; null is unlimited.';
comment on column public.subscription_tiers.price_usd_monthly is 'US dollars a month; null is settled by contract.';
comment on column public.subscription_tiers.sandbox_cpu_millicores is 'Kubernetes CPU limit for code steps.';
comment on column public.subscription_tiers.sandbox_memory_mb is 'Kubernetes memory limit for code steps.';
comment on column public.subscription_tiers.sort_order is 'Place on the page of prices.';
comment on column public.subscription_tiers.updated_at is 'When the row was last changed, kept by a trigger.';
insert into public.subscription_tiers (slug, name, description, monthly_credits, max_concurrent_runs, price_usd_monthly, sandbox_cpu_millicores, sandbox_memory_mb, max_run_minutes, features, sort_order)
values
  ('free', 'Free', 'To try things out.', 100, 1, 0, 500, 512, 15, array['chat', 'research']::text[], 1),
  ('pro', 'Pro', 'For one person who works with agents every day.', 1000, 3, 19, 1000, 2048, 60, array['chat', 'research', 'wide_research', 'connectors', 'scheduled_tasks']::text[], 2),
  ('team', 'Team', 'For a group that shares sessions.', 5000, 10, 49, 2000, 4096, 120, array['chat', 'research', 'wide_research', 'connectors', 'scheduled_tasks', 'collaboration']::text[], 3),
  ('enterprise', 'Enterprise', 'Unlimited credits and limits by agreement.', null, null, null, null, null, null, array['chat', 'research', 'wide_research', 'connectors', 'scheduled_tasks', 'collaboration', 'single_sign_on', 'audit']::text[], 4)
on conflict (slug) do update set name = excluded.name, description = excluded.description, monthly_credits = excluded.monthly_credits, max_concurrent_runs = excluded.max_concurrent_runs, price_usd_monthly = excluded.price_usd_monthly, sandbox_cpu_millicores = excluded.sandbox_cpu_millicores, sandbox_memory_mb = excluded.sandbox_memory_mb, max_run_minutes = excluded.max_run_minutes, features = excluded.features, sort_order = excluded.sort_order;

-- table public.user_subscriptions
create table public.user_subscriptions (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  tier_id uuid not null,
  status text not null default 'active',
  current_period_start timestamptz not null default now(),
  current_period_end timestamptz,
  cancel_at_period_end boolean not null default false,
  payment_provider text,
  external_subscription_id text,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_subscriptions_pkey primary key (id),
  constraint user_subscriptions_tier_id_fkey foreign key (tier_id) references public.subscription_tiers (id) on delete restrict,
  constraint user_subscriptions_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint user_subscriptions_period_in_order check (current_period_end > current_period_start),
  constraint user_subscriptions_status_check check (status in ('trialing', 'active', 'past_due', 'cancelled', 'ended'))
);

-- function private.has_unlimited_credits(uuid)
create function private.has_unlimited_credits (for_user uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
select exists (
  select 1
  from public.user_subscriptions as s
  join public.subscription_tiers as t on t.id = s.tier_id
  where s.user_id = for_user
    and s.status in ('trialing', 'active', 'past_due')
    and t.monthly_credits is null
);
$$;
revoke all on routine private.has_unlimited_credits(uuid) from public, anon, authenticated, service_role;
grant execute on routine private.has_unlimited_credits(uuid) to authenticated;
grant execute on routine private.has_unlimited_credits(uuid) to service_role;
comment on routine private.has_unlimited_credits(uuid) is 'Whether the user''s live subscription is to a tier without a credit limit.';

-- function private.my_tiers()
create function private.my_tiers ()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
select tier_id from public.user_subscriptions where user_id = (select auth.uid());
$$;
revoke all on routine private.my_tiers() from public, anon, authenticated, service_role;
grant execute on routine private.my_tiers() to authenticated;
comment on routine private.my_tiers() is 'The tiers the current user is or was subscribed to. For the policy on subscription_tiers, which cannot ask user_subscriptions itself: the policies there ask for the free tier, and Postgres refuses policies that go in a circle.';

-- function public.check_credits(uuid, numeric)
create function public.check_credits (for_user uuid, amount numeric)
returns boolean
language sql
stable
set search_path = ''
as $$
select private.has_unlimited_credits(for_user)
    or exists (
      select 1 from public.credit_balances as b
      where b.user_id = for_user and b.available >= amount
    );
$$;
revoke all on routine public.check_credits(uuid, numeric) from public, anon, authenticated, service_role;
grant execute on routine public.check_credits(uuid, numeric) to authenticated;
grant execute on routine public.check_credits(uuid, numeric) to service_role;
comment on routine public.check_credits(uuid, numeric) is 'Whether a user could reserve this many credits now. A hint for the interface; reserve_credits() decides. It reads with the rights of the caller, so a signed-in user learns nothing about anybody else and gets false.';

-- function public.grant_monthly_credits(date)
create function public.grant_monthly_credits (for_month date default (now() at time zone 'utc')::date)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  month_start date := date_trunc('month', for_month::timestamp)::date;
  subscriber record;
  balance public.credit_balances;
  served integer := 0;
begin
  for subscriber in
    select s.user_id, t.monthly_credits, t.name
    from public.user_subscriptions as s
    join public.subscription_tiers as t on t.id = s.tier_id
    where s.status in ('trialing', 'active', 'past_due')
      and t.monthly_credits > 0
      and not exists (
        select 1 from public.credit_transactions as c
        where c.user_id = s.user_id and c.kind = 'grant' and c.grant_period = month_start
      )
    order by s.user_id
  loop
    insert into public.credit_balances (user_id) values (subscriber.user_id) on conflict (user_id) do nothing;
    select * into balance from public.credit_balances where user_id = subscriber.user_id for update;

    -- Another session may have granted the month while this one waited for the lock; the unique index then says no.
    insert into public.credit_transactions
      (user_id, kind, available_change, available_after, reserved_after, grant_period, description)
    values
      (subscriber.user_id, 'grant', subscriber.monthly_credits, balance.available + subscriber.monthly_credits,
       balance.reserved, month_start, 'Monthly credits of the tier ' || subscriber.name)
    on conflict (user_id, grant_period) where kind = 'grant' and grant_period is not null do nothing;

    if found then
      update public.credit_balances
      set available = available + subscriber.monthly_credits,
          lifetime_granted = lifetime_granted + subscriber.monthly_credits
      where user_id = subscriber.user_id;
      served := served + 1;
    end if;
  end loop;
  return served;
end;
$$;
revoke all on routine public.grant_monthly_credits(date) from public, anon, authenticated, service_role;
grant execute on routine public.grant_monthly_credits(date) to service_role;
comment on routine public.grant_monthly_credits(date) is 'Gives every live subscription the credits of its tier for a month and returns the number of users served. A user is served once a month however often it runs. Tiers without limit need no credits and are passed over. Credits that are left stay; rules for carrying them over belong to a later phase.';

-- function public.reserve_credits(uuid, numeric, uuid, text)
create function public.reserve_credits (for_user uuid, amount numeric, for_run uuid default null, description text default null)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  balance public.credit_balances;
  without_limit boolean;
  taken numeric;
  reservation uuid;
begin
  if amount is null or amount <= 0 then
    raise exception 'The amount to reserve has to be positive.' using errcode = 'invalid_parameter_value';
  end if;

  -- Users without limit, or who never got credits, may have no balance yet.
  insert into public.credit_balances (user_id) values (for_user) on conflict (user_id) do nothing;
  select * into balance from public.credit_balances where user_id = for_user for update;

  without_limit := private.has_unlimited_credits(for_user);
  taken := case when without_limit then 0 else amount end;
  if balance.available < taken then
    raise exception 'Not enough credits: % are needed and % are available.', amount, balance.available
      using errcode = 'check_violation', hint = 'insufficient_credits';
  end if;

  update public.credit_balances as b
  set available = b.available - taken,
      reserved = b.reserved + amount
  where b.user_id = for_user
  returning b.* into balance;

  insert into public.credit_transactions as t
    (user_id, kind, available_change, reserved_change, available_after, reserved_after, unlimited, run_id, description)
  values
    (for_user, 'reserve', -taken, amount, balance.available, balance.reserved, without_limit, for_run,
     reserve_credits.description)
  returning t.id into reservation;
  return reservation;
end;
$$;
revoke all on routine public.reserve_credits(uuid, numeric, uuid, text) from public, anon, authenticated, service_role;
grant execute on routine public.reserve_credits(uuid, numeric, uuid, text) to service_role;
comment on routine public.reserve_credits(uuid, numeric, uuid, text) is 'Sets credits aside before work begins and returns the reservation. Fails with check_violation when there are not enough. The balance row is locked until the end of the transaction, so two calls cannot reserve the same credits.';

-- table public.subscription_tiers
create policy "Users see the public tiers and their own" on public.subscription_tiers for select to authenticated
  using (is_public or id in (select private.my_tiers()));
revoke all on table public.subscription_tiers from public, anon, authenticated, service_role;
grant select on table public.subscription_tiers to anon;
grant select on table public.subscription_tiers to authenticated;
grant select, insert, update, delete on table public.subscription_tiers to service_role;
comment on policy "Users see the public tiers and their own" on public.subscription_tiers is 'A customer on a plan of its own can read what that plan contains.';

-- table public.user_subscriptions
create index user_subscriptions_current_period_end_idx on public.user_subscriptions using btree (current_period_end) where status in ('trialing', 'active', 'past_due');
create unique index user_subscriptions_external_subscription_id_idx on public.user_subscriptions using btree (external_subscription_id) where external_subscription_id is not null;
create unique index user_subscriptions_one_live_idx on public.user_subscriptions using btree (user_id) where status in ('trialing', 'active', 'past_due');
create index user_subscriptions_tier_id_idx on public.user_subscriptions using btree (tier_id);
create index user_subscriptions_user_id_created_at_idx on public.user_subscriptions using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.user_subscriptions
  for each row
  execute function public.set_updated_at();
alter table public.user_subscriptions enable row level security;
create policy "Users cancel and resume" on public.user_subscriptions for update to authenticated
  using (user_id = (select auth.uid()) and status in ('trialing', 'active', 'past_due'))
  with check (user_id = (select auth.uid()));
create policy "Users see their subscriptions" on public.user_subscriptions for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users start on the free tier" on public.user_subscriptions for insert to authenticated
  with check (user_id = (select auth.uid()) and tier_id = (select t.id from public.subscription_tiers t where t.slug = 'free'));
revoke all on table public.user_subscriptions from public, anon, authenticated, service_role;
grant select, insert (tier_id, user_id), update (cancel_at_period_end) on table public.user_subscriptions to authenticated;
grant select, insert, update, delete on table public.user_subscriptions to service_role;
comment on table public.user_subscriptions is 'Which tier a user is on and was on. A change of tier ends one row and begins the next, so the history stays.';
comment on policy "Users cancel and resume" on public.user_subscriptions is 'Only cancel_at_period_end can be written; the subscription itself ends with the period.';
comment on policy "Users see their subscriptions" on public.user_subscriptions is 'Former ones too, as they explain old entries of the ledger.';
comment on policy "Users start on the free tier" on public.user_subscriptions is 'Paid tiers come from the payment provider through the backend.';
comment on column public.user_subscriptions.cancel_at_period_end is 'The user has cancelled but keeps what was paid for.';
comment on column public.user_subscriptions.created_at is 'When the row was added.';
comment on column public.user_subscriptions.current_period_end is 'When the payment provider charges next; null for the free tier.';
comment on column public.user_subscriptions.external_subscription_id is 'The subscription at the payment provider.';
comment on column public.user_subscriptions.status is 'The first three are live and give credits.';
comment on column public.user_subscriptions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.user_subscriptions_one_live_idx is 'A user has one live subscription at most.';

-- job grant_monthly_credits
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('grant_monthly_credits', '10 0 * * *', 'select public.grant_monthly_credits()');
  else
    raise warning 'pg_cron is not installed here: job grant_monthly_credits is not scheduled';
  end if;
end
$$;
