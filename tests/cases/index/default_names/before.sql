create table t_taken_idx ();
