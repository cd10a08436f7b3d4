select id, a from t;
select pg_get_serial_sequence('t', 'a');
