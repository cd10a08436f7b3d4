create role caller;
