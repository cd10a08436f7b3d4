//! What well-known extensions bring, so that a name without a schema finds the extension it comes from. Whatever is not listed is named with its
//! schema, or called external.

/// Types that come with an extension, by extension.
pub const TYPES: &[(&str, &[&str])] = &[
    ("vector", &["vector", "halfvec", "sparsevec"]),
    ("citext", &["citext"]),
    ("hstore", &["hstore"]),
    ("ltree", &["ltree", "lquery", "ltxtquery"]),
    ("cube", &["cube"]),
    ("seg", &["seg"]),
    ("isn", &["ean13", "isbn13", "ismn13", "issn13", "isbn", "ismn", "issn", "upc"]),
    ("postgis", &["geometry", "geography", "box2d", "box3d"]),
    ("postgis_raster", &["raster"]),
    ("intarray", &["query_int"]),
    ("semver", &["semver"]),
];

/// Functions that come with an extension, by extension, as a prefix or a whole name.
pub const FUNCTIONS: &[(&str, &[&str])] = &[
    ("uuid-ossp", &["uuid_generate_", "uuid_ns_", "uuid_nil"]),
    (
        "pgcrypto",
        &["pgp_", "digest", "hmac", "crypt", "gen_salt", "gen_random_bytes", "encrypt", "decrypt", "armor", "dearmor"],
    ),
    (
        "vector",
        &[
            "cosine_distance",
            "l2_distance",
            "l1_distance",
            "inner_product",
            "vector_",
            "halfvec_",
            "binary_quantize",
            "subvector",
        ],
    ),
    ("pg_trgm", &["similarity", "word_similarity", "strict_word_similarity", "show_trgm"]),
    ("unaccent", &["unaccent"]),
    ("fuzzystrmatch", &["levenshtein", "soundex", "metaphone", "dmetaphone", "daitch_mokotoff"]),
    ("hstore", &["hstore", "hstore_", "akeys", "avals"]),
    ("postgis", &["st_"]),
    ("tablefunc", &["crosstab", "connectby", "normal_rand"]),
];

/// Whether an extension brings what is called `wanted`.
#[must_use]
pub fn brings(brought: &[&str], wanted: &str) -> bool {
    brought.iter().any(|b| *b == wanted || b.ends_with('_') && wanted.starts_with(b))
}

/// Templates of text search that come with an extension, by extension.
pub const TEMPLATES: &[(&str, &[&str])] =
    &[("unaccent", &["unaccent"]), ("dict_int", &["intdict_template"]), ("dict_xsyn", &["xsyn_template"])];

/// Operator classes that come with an extension, by extension, as a prefix or a whole name.
pub const OPCLASSES: &[(&str, &[&str])] = &[
    ("vector", &["vector_", "halfvec_", "sparsevec_", "bit_hamming_ops", "bit_jaccard_ops"]),
    ("pg_trgm", &["gin_trgm_ops", "gist_trgm_ops"]),
    ("ltree", &["gist_ltree_ops", "hash_ltree_ops"]),
    ("hstore", &["gin_hstore_ops", "gist_hstore_ops"]),
    ("intarray", &["gin__int_ops", "gist__int_ops", "gist__intbig_ops"]),
];

/// Foreign data wrappers that an extension brings under another name than its own.
const WRAPPERS: &[(&str, &str)] = &[("dblink", "dblink_fdw")];

/// The foreign data wrappers that an extension may bring: the one that is called like it, and others that are known.
pub fn wrappers(extension: &str) -> impl Iterator<Item = &str> {
    let others = WRAPPERS.iter().filter(move |(from, _)| *from == extension).map(|(_, wrapper)| *wrapper);
    std::iter::once(extension).chain(others)
}

/// The extension that brings a foreign data wrapper, as far as that is known: most are called alike.
#[must_use]
pub fn brings_wrapper(wrapper: &str) -> &str {
    WRAPPERS.iter().find(|(_, brought)| *brought == wrapper).map_or(wrapper, |(extension, _)| extension)
}
