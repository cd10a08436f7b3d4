select count(*) from kinds;
