select id, status, before, stages from tasks order by id;
