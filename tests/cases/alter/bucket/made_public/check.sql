select public from storage.buckets;
