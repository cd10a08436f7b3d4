-- A vector is its text, stored as it was written: dimensions are declared and printed but not checked.
-- Indexes are hash indexes under other names, because a text of any length fits; they take none of the options
-- of the real ones (m, ef_construction, lists) and serve no search.
create type vector;
create function vector_in(cstring) returns vector language internal immutable strict parallel safe as 'textin';
create function vector_out(vector) returns cstring language internal immutable strict parallel safe as 'textout';
create function vector_recv(internal) returns vector language internal stable strict parallel safe as 'textrecv';
create function vector_send(vector) returns bytea language internal stable strict parallel safe as 'textsend';
create type vector (
    input = vector_in, output = vector_out, receive = vector_recv, send = vector_send,
    typmod_in = varchartypmodin, typmod_out = varchartypmodout,
    like = text
);

create function array_to_vector(real[], integer, boolean) returns vector language sql immutable strict parallel safe
    return translate($1::text, '{}', '[]')::vector;
create function array_to_vector(double precision[], integer, boolean) returns vector language sql immutable strict parallel safe
    return translate($1::text, '{}', '[]')::vector;
create function array_to_vector(integer[], integer, boolean) returns vector language sql immutable strict parallel safe
    return translate($1::text, '{}', '[]')::vector;
create function array_to_vector(numeric[], integer, boolean) returns vector language sql immutable strict parallel safe
    return translate($1::text, '{}', '[]')::vector;
create function vector_to_float4(vector, integer, boolean) returns real[] language sql immutable strict parallel safe
    return translate($1::text, '[]', '{}')::real[];
create cast (real[] as vector) with function array_to_vector(real[], integer, boolean) as assignment;
create cast (double precision[] as vector) with function array_to_vector(double precision[], integer, boolean) as assignment;
create cast (integer[] as vector) with function array_to_vector(integer[], integer, boolean) as assignment;
create cast (numeric[] as vector) with function array_to_vector(numeric[], integer, boolean) as assignment;
create cast (vector as real[]) with function vector_to_float4(vector, integer, boolean) as implicit;

create function vector_dims(vector) returns integer language sql immutable strict parallel safe
    return cardinality($1::real[]);
create function vector_norm(vector) returns double precision language sql immutable strict parallel safe
begin atomic
    select sqrt(sum(x::double precision ^ 2)) from unnest($1::real[]) x;
end;
create function l2_distance(vector, vector) returns double precision language sql immutable strict parallel safe
begin atomic
    select sqrt(sum((x - y)::double precision ^ 2)) from unnest($1::real[], $2::real[]) v (x, y);
end;
create function l1_distance(vector, vector) returns double precision language sql immutable strict parallel safe
begin atomic
    select sum(abs(x - y)::double precision) from unnest($1::real[], $2::real[]) v (x, y);
end;
create function inner_product(vector, vector) returns double precision language sql immutable strict parallel safe
begin atomic
    select sum((x * y)::double precision) from unnest($1::real[], $2::real[]) v (x, y);
end;
create function vector_negative_inner_product(vector, vector) returns double precision language sql immutable strict parallel safe
    return - inner_product($1, $2);
create function cosine_distance(vector, vector) returns double precision language sql immutable strict parallel safe
    return 1 - inner_product($1, $2) / nullif(vector_norm($1) * vector_norm($2), 0);
create operator <-> (leftarg = vector, rightarg = vector, function = l2_distance, commutator = '<->');
create operator <+> (leftarg = vector, rightarg = vector, function = l1_distance, commutator = '<+>');
create operator <#> (leftarg = vector, rightarg = vector, function = vector_negative_inner_product, commutator = '<#>');
create operator <=> (leftarg = vector, rightarg = vector, function = cosine_distance, commutator = '<=>');

-- The functions of bytea, because those of text ask for a collation.
create function vector_lt(vector, vector) returns boolean language internal immutable strict parallel safe as 'bytealt';
create function vector_le(vector, vector) returns boolean language internal immutable strict parallel safe as 'byteale';
create function vector_eq(vector, vector) returns boolean language internal immutable strict parallel safe as 'byteaeq';
create function vector_ne(vector, vector) returns boolean language internal immutable strict parallel safe as 'byteane';
create function vector_ge(vector, vector) returns boolean language internal immutable strict parallel safe as 'byteage';
create function vector_gt(vector, vector) returns boolean language internal immutable strict parallel safe as 'byteagt';
create function vector_cmp(vector, vector) returns integer language internal immutable strict parallel safe as 'byteacmp';
create function vector_hash(vector) returns integer language internal immutable strict parallel safe as 'hashvarlena';
create operator < (leftarg = vector, rightarg = vector, function = vector_lt, commutator = >, negator = >=);
create operator <= (leftarg = vector, rightarg = vector, function = vector_le, commutator = >=, negator = >);
create operator = (leftarg = vector, rightarg = vector, function = vector_eq, commutator = =, negator = <>);
create operator <> (leftarg = vector, rightarg = vector, function = vector_ne, commutator = <>, negator = =);
create operator >= (leftarg = vector, rightarg = vector, function = vector_ge, commutator = <=, negator = <);
create operator > (leftarg = vector, rightarg = vector, function = vector_gt, commutator = <, negator = <=);
create operator class vector_ops default for type vector using btree as
    operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 vector_cmp(vector, vector);

create access method ivfflat type index handler hashhandler;
create operator class vector_l2_ops default for type vector using ivfflat as operator 1 =, function 1 vector_hash(vector);
create operator class vector_ip_ops for type vector using ivfflat as operator 1 =, function 1 vector_hash(vector);
create operator class vector_cosine_ops for type vector using ivfflat as operator 1 =, function 1 vector_hash(vector);
create access method hnsw type index handler hashhandler;
create operator class vector_l2_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
create operator class vector_ip_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
create operator class vector_cosine_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
create operator class vector_l1_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
