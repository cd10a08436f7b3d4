select * from child;
