select id, token is not null as token, chance is not null as chance, own, since is not null as since, fixed, amount, plain from people order by id;
select count(distinct token), count(*) from people;
select count(distinct token), count(*) from logs;
