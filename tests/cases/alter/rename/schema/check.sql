select * from core.items;
select * from outside;
select * from core.v;
select * from core.w;
insert into core.items default values returning id, n;
