create role reader;
create role keeper;
create schema lake;
create foreign data wrapper "Odd ""wrapper""" options (debug 'true', "Odd name" 'x');
create foreign data wrapper checked no handler validator postgresql_fdw_validator;
comment on foreign data wrapper checked is 'Checks what it is told.';
grant usage on foreign data wrapper checked to reader with grant option;
create foreign data wrapper plain;
create server far type 'storage' version '1.10' foreign data wrapper plain options (host 'far', port '5433', path 'it''s \here');
create server near foreign data wrapper checked options (host 'near', dbname 'x');
comment on server far is 'Far away.';
alter server far owner to keeper;
grant usage on foreign server far to public;
create server "Near ""by""" foreign data wrapper "Odd ""wrapper""" options (a '', b ' padded ', c 'null', d '010', e 'line
break');
create server empty type '' version '' foreign data wrapper checked;
create user mapping for public server far;
create user mapping for reader server far options ("user" 'reader');
create user mapping for reader server "Near ""by""" options (password_required 'false', passfile '/etc/pass');
create user mapping for current_user server far;
create foreign table lake.events (
  id bigint options (column_name 'event_id', "Odd" 'it''s') not null,
  kind text collate "C" default 'plain' not null,
  gone int,
  at timestamp with time zone,
  hour int generated always as (id * 2) stored,
  n int generated always as identity,
  constraint positive check (id > 0)
) server far options (path '/events', "Odd" '');
alter foreign table lake.events drop column gone;
alter foreign table lake.events add column added numeric(10, 2) options (format 'x');
alter foreign table lake.events add constraint later check (kind <> '') not valid;
alter foreign table lake.events add constraint own check (id < 1000) no inherit;
alter foreign table lake.events alter column kind set statistics 7;
alter foreign table lake.events alter column added set storage external;
comment on foreign table lake.events is 'What happened elsewhere.';
comment on column lake.events.kind is 'What sort of event.';
comment on constraint positive on lake.events is 'Ids start at one.';
grant select, insert on lake.events to reader;
grant update (kind) on lake.events to reader;
alter foreign table lake.events owner to keeper;
create function lake.stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stamp before insert or update of kind on lake.events for each row when (new.id > 5) execute function lake.stamp('x');
alter foreign table lake.events disable trigger stamp;
comment on trigger stamp on lake.events is 'Stamps.';
create statistics lake.events_stats on id, kind from lake.events;
create foreign table lake."Bare" () server far;
create view lake.recent as select id, kind from lake.events;
create function lake.kind_of(lake.events) returns text language sql immutable as 'select $1.kind';
create sequence lake.ids;
alter sequence lake.ids owner to keeper;
alter sequence lake.ids owned by lake.events.id;
alter foreign table lake.events alter column id set default nextval('lake.ids');
create table lake.measures (id int not null, region text not null, value int check (value > 0)) partition by list (region);
create table lake.measures_here partition of lake.measures for values in ('here');
create foreign table lake.measures_far partition of lake.measures for values in ('far') server far options (path '/far');
create foreign table lake.measures_other (region text not null, id int options (name 'x') not null default 4, value int constraint measures_value_check check (value > 0)) server far;
alter table lake.measures attach partition lake.measures_other default;
create trigger stamp before insert on lake.measures for each row execute function lake.stamp();
create table lake.things (id int not null, label text default 'x', constraint positive check (id > 0));
create foreign table lake.things_far (weight int) inherits (lake.things) server far;
create table lake.things_more (more int) inherits (lake.things_far);
create materialized view lake.totals as select region, count(*) as n from lake.measures_here group by region;
create index on lake.totals (region);
