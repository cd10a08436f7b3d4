-- AND in AND and OR in OR, which pretty printing makes flat, everywhere an expression can stand; and what the parser makes of BETWEEN, IN
-- and rows.
create schema app;
create extension btree_gist;
create table app.t (
  id int primary key,
  a bool default (true and (false and (true and false))),
  b bool,
  c bool,
  "and (" text default ') and (',
  g bool generated always as (a or (b or c)) stored,
  constraint flat check (a and b and c),
  constraint nested check (a and (b and c)),
  constraint deep check ((a and (b and c)) and ((a or b) and (b or (c or a)))),
  constraint quoted check (a and ("and (" <> ' and (' and (b and "and (" <> 'or'))),
  constraint first_range check (id between 0 and 150 and a),
  constraint last_range check (a and id between 0 and 150),
  constraint only_range check (id between 0 and 150),
  constraint ranges check ((id between 0 and 150 and a) and (id + 1 between -5 and 5 and b)),
  constraint no_range check (id not between 3 and 4 or a),
  constraint first_list check (id in (length("and ("), 1) or a or b),
  constraint no_list check (id not in (length("and ("), 1) and a),
  constraint first_rows check ((id, a) = (1, b) and c),
  constraint unlike_rows check ((id, a) <> (1, b) or c),
  constraint kept check (a or (id = 1 or id = 2)),
  constraint other check (not (a and (b and c)) and (a is null) is true and coalesce(a and (b and c), a or b)),
  exclude using gist (id with =) where (a or (b or c))
);
create index t_nested on app.t ((a and (b and c)), (id between 1 and 2 and a)) where a or (b or c);
create statistics app.s on (a and (b and c)), (a or (b or c)), id from app.t;
create table app.p (a bool, b bool, c bool, id int) partition by list ((a and (b and c)));
create domain app.d as int default case when true and (false and true) then 1 end
  check (value > 0 and (value < 10 and value <> 5)) check (value between 1 and 100 and value <> 7);
create function app.f(x bool default true or (false or true), y int default 1) returns bool language sql
  begin atomic; select x and (y > 1 and y < 5); select y between 1 and 3 and x; end;
create function app.fired() returns trigger language plpgsql as 'begin return null; end';
create trigger nested after update on app.t for each row
  when (old.a and (new.b and old.c) and old.id between 1 and new.id) execute function app.fired();
create rule nested as on delete to app.t where old.a or (old.b or old.c)
  do instead (update app.t set a = b and (c and a) where id between 1 and old.id and a; delete from app.p where a or (b or c));
alter table app.t enable row level security;
create policy nested on app.t using (a and (b and c)) with check (id between 1 and 2 and (a or (b or c)));
create view app.v as
  select t.id, t.a and (t.b and t.c) as q, case when t.a or (t.b or t.c) then 1 end as k,
    sum(t.id) filter (where t.a and (t.b and t.c)) over (order by t.id rows between 1 preceding and 1 following) as s
  from app.t t join app.p p on p.a and (p.b and t.id = p.id) left join (app.p q join app.p r on q.a or (r.a or q.b)) on true
  where t.id between 1 and 2 and (t.a and exists (select from app.p x where x.a and (x.b and t.a)))
  order by t.a or (t.b or t.c);
alter view app.v alter column q set default true and (false and true);
create materialized view app.m as
  select id from app.v group by id having count(*) > 1 and (max(id) > 2 and min(id) < 5) union all (select 1 where true or (false or true));
create publication p for table app.t where (id > 0 and (id < 5 and id <> 3));
