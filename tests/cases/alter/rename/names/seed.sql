insert into "Odd Schema"."Order" values (1, 'a', 'b');
