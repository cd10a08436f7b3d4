create role app_owner;
create role other_owner;
