select nextval('s');
select nextval('s');
