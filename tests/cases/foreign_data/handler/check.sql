select fdwname, fdwhandler::regproc, fdwvalidator::regproc from pg_foreign_data_wrapper order by 1;
