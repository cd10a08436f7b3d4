select 1 -- from a file
