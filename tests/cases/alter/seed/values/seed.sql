update t set at = '1999-09-09' where a = 2;
