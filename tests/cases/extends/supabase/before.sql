create table profiles (id uuid primary key, name text);
alter table profiles enable row level security;
