select pg_get_ruledef(oid, true), ev_enabled, obj_description(oid) from pg_rewrite where rulename <> '_RETURN' and oid >= 16384 order by ev_class::regclass::text collate "C", rulename collate "C";
insert into titles values (1, ' one ');
insert into notes values (2, 'log; both');
delete from notes where id = 1;
update notes set title = 'changed', deleted = true;
select * from notes order by id;
select * from log order by what;
