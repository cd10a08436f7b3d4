-- Since 17 there is one right more.
select replace(relacl::text, 'xtm', 'xt') from pg_class where relname = 'notes';
