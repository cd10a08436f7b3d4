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
