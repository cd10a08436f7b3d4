select id, name, public, file_size_limit, allowed_mime_types, avif_autodetection from storage.buckets order by id collate "C";
