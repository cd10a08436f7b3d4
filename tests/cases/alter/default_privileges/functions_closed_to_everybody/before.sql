create role app_owner;
