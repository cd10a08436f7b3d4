create function moddatetime() returns trigger language plpgsql as $$
begin
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], now()));
    return new;
end
$$;
