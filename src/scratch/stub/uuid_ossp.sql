-- Versions 1 and 4 are random; version 5 has SHA-256 where the real one has SHA-1.
create function uuid_nil() returns uuid language sql immutable strict parallel safe
    return '00000000-0000-0000-0000-000000000000'::uuid;
create function uuid_ns_dns() returns uuid language sql immutable strict parallel safe
    return '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid;
create function uuid_ns_url() returns uuid language sql immutable strict parallel safe
    return '6ba7b811-9dad-11d1-80b4-00c04fd430c8'::uuid;
create function uuid_ns_oid() returns uuid language sql immutable strict parallel safe
    return '6ba7b812-9dad-11d1-80b4-00c04fd430c8'::uuid;
create function uuid_ns_x500() returns uuid language sql immutable strict parallel safe
    return '6ba7b814-9dad-11d1-80b4-00c04fd430c8'::uuid;

create function uuid_generate_v1() returns uuid language sql volatile strict parallel safe
    return overlay(gen_random_uuid()::text placing '1' from 15)::uuid;
create function uuid_generate_v1mc() returns uuid language sql volatile strict parallel safe
    return overlay(gen_random_uuid()::text placing '1' from 15)::uuid;
create function uuid_generate_v3(namespace uuid, name text) returns uuid language sql immutable strict parallel safe
    return overlay(overlay(md5(uuid_send($1) || convert_to($2, 'UTF8'))
        placing '3' from 13) placing 'a' from 17)::uuid;
create function uuid_generate_v4() returns uuid language sql volatile strict parallel safe
    return gen_random_uuid();
create function uuid_generate_v5(namespace uuid, name text) returns uuid language sql immutable strict parallel safe
    return overlay(overlay(left(encode(sha256(uuid_send($1) || convert_to($2, 'UTF8')), 'hex'), 32)
        placing '5' from 13) placing 'a' from 17)::uuid;
