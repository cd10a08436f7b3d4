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
