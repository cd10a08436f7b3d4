select * from base;
