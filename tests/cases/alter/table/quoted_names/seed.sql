insert into "My App"."Order" values (1, 'a');
