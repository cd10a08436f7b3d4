-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop user mapping for reader server far
--   create user mapping for writer server far
-- Hazards:
--   data_loss: user mapping for reader server far

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- user mapping for reader server far
drop user mapping for reader server far;

-- user mapping for writer server far
create user mapping for writer server far options ("user" 'a');

commit;
