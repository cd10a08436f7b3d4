select pubname, pubowner::regrole, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot, obj_description(oid) from pg_publication order by pubname collate "C";
select pubname, tablename, attnames, rowfilter from pg_publication_tables order by pubname collate "C", 2;
