select * from notes;
