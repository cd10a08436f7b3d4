-- 20260113000003_billing_schema (down): Layer 3, billing and credits. Tiers and prices on one side, balances and an append-only ledger on the other.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop function public.check_credits(uuid, numeric)
--   drop function public.consume_credits(uuid, numeric, text)
--   drop function public.release_credits(uuid, text)
--   drop function public.reserve_credits(uuid, numeric, uuid, text)
--   drop function private.has_unlimited_credits(uuid)
--   drop table public.credit_pricing
--   drop policy public.subscription_tiers."Users see the public tiers and their own"
--   drop table public.subscription_tiers
--   drop function private.my_tiers()
--   drop constraint public.user_subscriptions.user_subscriptions_tier_id_fkey
--   drop policy public.user_subscriptions."Users start on the free tier"
--   drop table public.user_subscriptions
--   drop job grant_monthly_credits
--   drop function public.grant_monthly_credits(date)
--   drop table public.credit_balances
--   drop table public.credit_transactions
-- Hazards:
--   data_loss: table public.credit_pricing
--   access_narrowed: policy public.subscription_tiers."Users see the public tiers and their own"
--   access_narrowed: policy public.user_subscriptions."Users start on the free tier"
--   data_loss: table public.credit_balances
--   data_loss: table public.credit_transactions
--   data_loss: table public.subscription_tiers
--   data_loss: table public.user_subscriptions

set lock_timeout = '4s';
set search_path = public, extensions;

-- function public.check_credits(uuid, numeric)
drop function public.check_credits(uuid, numeric);

-- function public.consume_credits(uuid, numeric, text)
drop function public.consume_credits(uuid, numeric, text);

-- function public.release_credits(uuid, text)
drop function public.release_credits(uuid, text);

-- function public.reserve_credits(uuid, numeric, uuid, text)
drop function public.reserve_credits(uuid, numeric, uuid, text);

-- function private.has_unlimited_credits(uuid)
drop function private.has_unlimited_credits(uuid);

-- table public.credit_pricing
drop table public.credit_pricing;

-- table public.subscription_tiers
drop policy "Users see the public tiers and their own" on public.subscription_tiers;

-- function private.my_tiers()
drop function private.my_tiers();

-- table public.user_subscriptions
alter table public.user_subscriptions drop constraint user_subscriptions_tier_id_fkey;
drop policy "Users start on the free tier" on public.user_subscriptions;

-- job grant_monthly_credits
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(jobname) from cron.job where jobname = 'grant_monthly_credits';
  else
    raise warning 'pg_cron is not installed here: nothing to unschedule';
  end if;
end
$$;

-- function public.grant_monthly_credits(date)
drop function public.grant_monthly_credits(date);

-- table public.credit_balances
drop table public.credit_balances;

-- table public.credit_transactions
drop table public.credit_transactions;

-- table public.subscription_tiers
drop table public.subscription_tiers;

-- table public.user_subscriptions
drop table public.user_subscriptions;
