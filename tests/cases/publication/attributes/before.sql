create role app_owner superuser;
create publication elsewhere;
