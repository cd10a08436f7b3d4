create role a superuser;
create role b superuser;
