-- What goes when an extension goes.
create schema "Odd";
create table "Odd".t (id int primary key, n int);
create index t_n on "Odd".t (n);
create function "Odd".f() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger tg after insert on "Odd".t for each row execute function "Odd".f();
alter function "Odd".f() depends on extension plpgsql;
alter index "Odd".t_n depends on extension plpgsql;
alter trigger tg on "Odd".t depends on extension plpgsql;
