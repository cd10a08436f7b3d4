select body, id from letters order by id;
