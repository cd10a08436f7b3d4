create role a;
create role b;
create role c;
