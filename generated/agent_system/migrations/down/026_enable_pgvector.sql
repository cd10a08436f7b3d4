-- 026_enable_pgvector (down): Vector search.
-- Project agent_system. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension vector
comment on extension vector is null;

commit;
