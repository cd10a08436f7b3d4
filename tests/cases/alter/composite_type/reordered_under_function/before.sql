create role teller;
