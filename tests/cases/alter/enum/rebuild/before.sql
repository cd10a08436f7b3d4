create role keeper superuser;
create role teller;
