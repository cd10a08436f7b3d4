select dictname, dictnamespace::regnamespace, tmplname, dictinitoption, dictowner::regrole, obj_description(d.oid, 'pg_ts_dict') from pg_ts_dict d join pg_ts_template t on t.oid = dicttemplate where d.oid >= 16384 order by dictname collate "C";
select cfgname, cfgnamespace::regnamespace, prsname, cfgowner::regrole, obj_description(c.oid, 'pg_ts_config') from pg_ts_config c join pg_ts_parser p on p.oid = cfgparser where c.oid >= 16384 order by cfgname collate "C";
select cfgname, alias, mapseqno, mapdict::regdictionary from pg_ts_config_map join pg_ts_config c on c.oid = mapcfg, ts_token_type('default') where tokid = maptokentype and c.oid >= 16384 order by 1, 2, 3;
insert into a_texts (id, body) values (1, 'The 12 running dogs');
select found from a_texts;
