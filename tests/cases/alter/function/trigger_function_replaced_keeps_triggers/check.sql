update t set n = 5 returning n;
