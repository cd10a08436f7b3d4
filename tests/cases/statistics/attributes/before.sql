create role keeper superuser;
