create role reader;
-- What was there before us is not remembered.
comment on schema public is null;
