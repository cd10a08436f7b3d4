-- Since 17 there is one right more.
select relname, replace(relacl::text, 'xtm', 'xt') from pg_class where relname in ('notes', 'secrets') order by 1;
