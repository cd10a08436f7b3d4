create role a;
create role b;
