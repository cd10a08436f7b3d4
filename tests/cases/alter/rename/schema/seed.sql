insert into app.t default values;
insert into outside values (1);
refresh materialized view app.w;
