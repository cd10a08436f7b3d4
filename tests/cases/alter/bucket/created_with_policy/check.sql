select id, file_size_limit from storage.buckets;
