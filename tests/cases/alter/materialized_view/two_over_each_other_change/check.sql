select * from high;
