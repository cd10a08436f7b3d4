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
