select condeferrable from pg_constraint where conname = 't_a_key';
