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
