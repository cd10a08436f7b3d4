create role app;
create role keeper;
create foreign data wrapper their_wrapper;
create server theirs foreign data wrapper their_wrapper;
