-- What many do to empty a database.
drop schema public cascade; create schema public;
