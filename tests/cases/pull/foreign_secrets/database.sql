create foreign data wrapper wrapper options (api_key 'secret', api_key_id 'vault');
create server far foreign data wrapper wrapper options (host 'far', conn_string 'tcp://me:secret@far:9000/db');
create user mapping for public server far options ("user" 'reader', password 'secret', "SSLPassword" 'secret');
create foreign table events (id int options (access_token 'secret', name 'event_id')) server far options (secret 'secret');
create foreign table late (y text, x int) server far;
create table base (x int, y text);
alter foreign table late inherit base;
