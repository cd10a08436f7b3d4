insert into t (id, w, p, r) values (1, 'a', row(1, 'b'), '[a,b)'), (2, null, null, null);
update t set s = 'draft' where id = 2;
