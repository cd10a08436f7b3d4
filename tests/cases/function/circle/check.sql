insert into orders default values returning number;
select is_even(4), is_odd(4);
