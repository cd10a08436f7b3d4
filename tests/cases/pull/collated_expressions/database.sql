-- Expressions that have a collation of their own, in indexes that take another.
create table t (c text collate "C", d text, p text collate "POSIX");
create index on t (lower(c) collate "default", lower(d));
create index on t (lower(c), lower(d) collate "C", (c || 'x') collate "POSIX");
create index on t (c collate "default", d collate "default", p);
alter table t add exclude using btree ((lower(c)) collate "default" with =);
