select id, home from people;
