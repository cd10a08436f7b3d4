-- Nothing here protects anything. What is encrypted is readable behind a digest of its key, and decrypts to null
-- with another key; a digest that the server has no function for is cut from a SHA-512.
create function digest(bytea, text) returns bytea language sql immutable strict parallel safe
    return case lower($2)
        when 'md5' then decode(md5($1), 'hex')
        when 'sha1' then substring(sha512($1) for 20)
        when 'sha224' then sha224($1)
        when 'sha256' then sha256($1)
        when 'sha384' then sha384($1)
        when 'sha512' then sha512($1)
    end;
create function digest(text, text) returns bytea language sql immutable strict parallel safe
    return digest(convert_to($1, 'UTF8'), $2);
create function hmac(bytea, bytea, text) returns bytea language sql immutable strict parallel safe
    return digest($2 || digest($2 || $1, $3), $3);
create function hmac(text, text, text) returns bytea language sql immutable strict parallel safe
    return hmac(convert_to($1, 'UTF8'), convert_to($2, 'UTF8'), $3);

create function gen_random_uuid() returns uuid language sql volatile parallel safe
    return pg_catalog.gen_random_uuid();
create function gen_random_bytes(integer) returns bytea language sql volatile strict parallel safe
begin atomic
    select substring(coalesce(string_agg(sha256(uuid_send(pg_catalog.gen_random_uuid())), ''), '') for $1)
    from generate_series(1, ($1 + 31) / 32);
end;
create function gen_salt(text) returns text language sql volatile strict parallel safe
    return '$stub$' || left(md5(pg_catalog.gen_random_uuid()::text), 16);
create function gen_salt(text, integer) returns text language sql volatile strict parallel safe
    return gen_salt($1);
create function crypt(text, text) returns text language sql immutable strict parallel safe
    return left($2, 22) || md5(left($2, 22) || $1);

create function encrypt(bytea, bytea, text) returns bytea language sql immutable strict parallel safe
    return decode(md5($2), 'hex') || $1;
create function decrypt(bytea, bytea, text) returns bytea language sql immutable strict parallel safe
    return case when substring($1 for 16) = decode(md5($2), 'hex') then substring($1 from 17) end;
create function encrypt_iv(bytea, bytea, bytea, text) returns bytea language sql immutable strict parallel safe
    return encrypt($1, $2 || $3, $4);
create function decrypt_iv(bytea, bytea, bytea, text) returns bytea language sql immutable strict parallel safe
    return decrypt($1, $2 || $3, $4);

create function pgp_sym_encrypt_bytea(bytea, text) returns bytea language sql volatile strict parallel safe
    return encrypt($1, convert_to($2, 'UTF8'), '');
create function pgp_sym_encrypt_bytea(bytea, text, text) returns bytea language sql volatile strict parallel safe
    return encrypt($1, convert_to($2, 'UTF8'), '');
create function pgp_sym_decrypt_bytea(bytea, text) returns bytea language sql immutable strict parallel safe
    return decrypt($1, convert_to($2, 'UTF8'), '');
create function pgp_sym_decrypt_bytea(bytea, text, text) returns bytea language sql immutable strict parallel safe
    return decrypt($1, convert_to($2, 'UTF8'), '');
create function pgp_sym_encrypt(text, text) returns bytea language sql volatile strict parallel safe
    return pgp_sym_encrypt_bytea(convert_to($1, 'UTF8'), $2);
create function pgp_sym_encrypt(text, text, text) returns bytea language sql volatile strict parallel safe
    return pgp_sym_encrypt_bytea(convert_to($1, 'UTF8'), $2);
create function pgp_sym_decrypt(bytea, text) returns text language sql immutable strict parallel safe
    return convert_from(pgp_sym_decrypt_bytea($1, $2), 'UTF8');
create function pgp_sym_decrypt(bytea, text, text) returns text language sql immutable strict parallel safe
    return convert_from(pgp_sym_decrypt_bytea($1, $2), 'UTF8');
